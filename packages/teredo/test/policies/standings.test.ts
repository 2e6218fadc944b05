import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closesCircle,
  type DesiredState,
  disagreements,
  type Observation,
  type Precedence,
  plan,
  policyStandings,
  type RivalPolicy,
} from '../../src/index';
import { anyDesired, anyObservation } from '../arbitraries';
import { makeDesired } from '../factories';
import { applyToModel } from '../machine-model';

const on = makeDesired('on');
const off = makeDesired('off');
const policy = (id: string, desired: DesiredState, mode: RivalPolicy['mode'] = 'enforce'): RivalPolicy => ({
  id,
  mode,
  desired,
});
const kinds = (policies: RivalPolicy[], decisions: Precedence[] = []) =>
  policyStandings(policies, decisions).map(({ kind }) => kind);

describe('what two desired states disagree about', () => {
  it.each<[string, DesiredState, DesiredState, string[]]>([
    ['on and off', on, { ...off, firewall: 'leave' }, ['teredo.mode']],
    [
      'two servers',
      makeDesired('on', { serverName: 'a.example' }),
      makeDesired('on', { serverName: 'b.example' }),
      ['teredo.serverName'],
    ],
    [
      'one server, written otherwise',
      makeDesired('on', { serverName: 'A.example.' }),
      makeDesired('on', { serverName: 'a.example' }),
      [],
    ],
    ['a server and any server', makeDesired('on', { serverName: 'a.example' }), on, []],
    [
      'two types',
      makeDesired('on', { type: 'client' }),
      makeDesired('on', { type: 'natawareclient' }),
      ['teredo.type'],
    ],
    ['a type, and the pick of the plan', makeDesired('on', { type: 'client' }), on, ['teredo.type']],
    ['enterpriseclient, which meets every pick', makeDesired('on', { type: 'enterpriseclient' }), on, []],
    [
      'two ports',
      makeDesired('on', { clientPort: 4000 }),
      makeDesired('on', { clientPort: 4001 }),
      ['teredo.clientPort'],
    ],
    [
      'the firewall open and closed',
      { ...on, firewall: 'allow-teredo' },
      { ...on, firewall: 'remove-exception' },
      ['firewall'],
    ],
    ['the firewall open and as it is', { ...on, firewall: 'allow-teredo' }, { ...on, firewall: 'leave' }, []],
    [
      'servers where both turn it off',
      makeDesired('off', { serverName: 'a.example' }),
      makeDesired('off', { serverName: 'b.example' }),
      [],
    ],
  ])('%s', (_name, one, other, fields) => {
    expect(disagreements(one, other)).toEqual(fields);
    expect(disagreements(other, one)).toEqual(fields);
  });

  it('is nothing only where neither undoes the other on any machine', () => {
    const after = (observation: Observation, desired: DesiredState) =>
      plan(observation, desired).steps.reduce(applyToModel, observation);
    fc.assert(
      fc.property(anyObservation, anyDesired, anyDesired, (observation, one, other) => {
        fc.pre(disagreements(one, other).length === 0);
        const settled = after(after(after(observation, one), other), one);
        const rounds = [other, one, other].map((desired) => plan(settled, desired));
        // A blocker takes no step either.
        expect(rounds.flatMap(({ steps }) => steps)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('who wins', () => {
  it.each<[string, RivalPolicy[], Precedence[], string[]]>([
    ['one policy', [policy('a', on)], [], ['alone']],
    ['two that agree', [policy('a', on), policy('b', on)], [], ['alone', 'alone']],
    ['two that disagree, undecided', [policy('a', on), policy('b', off)], [], ['undecided', 'undecided']],
    [
      'two that disagree, decided',
      [policy('a', on), policy('b', off)],
      [{ winnerId: 'b', loserId: 'a' }],
      ['yields', 'wins'],
    ],
    ['an audit against an enforcement', [policy('a', on, 'audit'), policy('b', off)], [], ['yields', 'wins']],
    [
      'an audit that was decided for',
      [policy('a', on, 'audit'), policy('b', off)],
      [{ winnerId: 'a', loserId: 'b' }],
      ['wins', 'yields'],
    ],
    [
      'a decision about others',
      [policy('a', on), policy('b', off)],
      [{ winnerId: 'a', loserId: 'c' }],
      ['undecided', 'undecided'],
    ],
    [
      'a third that wins over one of them only',
      [policy('a', on), policy('b', off), policy('c', on)],
      [{ winnerId: 'a', loserId: 'b' }],
      ['wins', 'yields', 'undecided'],
    ],
  ])('%s', (_name, policies, decisions, expected) => expect(kinds(policies, decisions)).toEqual(expected));

  it('names the rivals', () => {
    expect(policyStandings([policy('a', on), policy('b', off), policy('c', on)], [])[1]).toEqual({
      id: 'b',
      kind: 'undecided',
      rivals: ['a', 'c'],
    });
  });

  const anyPolicies = fc
    .array(fc.tuple(anyDesired, fc.constantFrom('audit' as const, 'enforce' as const)), { maxLength: 6 })
    .map((all) => all.map(([desired, mode], index) => policy(String(index), desired, mode)));
  const anyDecisions = fc.array(
    fc.record({
      winnerId: fc.integer({ max: 5, min: 0 }).map(String),
      loserId: fc.integer({ max: 5, min: 0 }).map(String),
    }),
  );

  it('is at most one of any two that disagree, whatever was decided', () => {
    fc.assert(
      fc.property(anyPolicies, anyDecisions, (policies, decisions) => {
        const acting = policyStandings(policies, decisions).filter(
          ({ kind }) => kind === 'alone' || kind === 'wins',
        );
        for (const one of acting) for (const other of acting) expect(one.rivals).not.toContain(other.id);
      }),
    );
  });

  it('is somebody wherever every pair was decided without a circle', () => {
    fc.assert(
      fc.property(anyPolicies, (policies) => {
        fc.pre(policies.length > 0);
        const decisions = policies.flatMap(({ id }, index) =>
          policies.slice(index + 1).map((later) => ({ winnerId: id, loserId: later.id })),
        );
        expect(['alone', 'wins']).toContain(policyStandings(policies, decisions)[0]!.kind);
      }),
    );
  });
});

describe('a circle of decisions', () => {
  const before = [
    { winnerId: 'a', loserId: 'b' },
    { winnerId: 'b', loserId: 'c' },
  ];
  it.each<[Precedence, boolean]>([
    [{ winnerId: 'c', loserId: 'a' }, true],
    [{ winnerId: 'b', loserId: 'a' }, true],
    [{ winnerId: 'a', loserId: 'c' }, false],
    [{ winnerId: 'c', loserId: 'd' }, false],
    [{ winnerId: 'a', loserId: 'a' }, true],
  ])('%o: %s', (wanted, closes) => expect(closesCircle(wanted, before)).toBe(closes));
});
