import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression, Observation, RuleSubject, RuleValue } from '../../src';
import { evaluateExpression, judgeOwnRule, ownVerdict, parseExpression, printExpression } from '../../src';
import { windows } from '../factories';
import { anyExpression, anySubject } from './expressions';

const read = (text: string): Expression => {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.fault.message}`);
  return parsed.expression;
};

describe('an expression', () => {
  it('is the same when it is printed and read again', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        expect(read(printExpression(expression))).toEqual(expression);
      }),
      { numRuns: 1500 },
    );
  });

  it('comes to something for every machine, whatever that says', () => {
    fc.assert(
      fc.property(anyExpression, anySubject, (expression, subject) => {
        const value = evaluateExpression(expression, subject);
        expect(value.open || typeof value.value === 'boolean').toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('is refused with a place within it, or read, and never throws, whatever text it is', () => {
    const words = fc.constantFrom(
      ...[
        'and',
        'or',
        'not',
        'in',
        '(',
        ')',
        '"',
        '\\',
        ',',
        'firewall.on',
        'os.version',
        '10.0.1',
        '7 days',
        '0x20',
        '-',
        '/',
        '=',
        '<',
        'none',
        'count',
        'machine.labels',
        '\u202e',
        '\ud83c',
        '\n',
        'contains',
      ],
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(words, { maxLength: 30 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseExpression(text);
        if (parsed.ok) return;
        const { offset, length, line, column, message } = parsed.fault;
        expect(offset + length).toBeLessThanOrEqual(text.length);
        expect(text.split(/\r\n|\r|\n/)[line - 1]?.length).toBeGreaterThanOrEqual(column - 1);
        expect(message).toMatch(/^\S.*\S$/s);
      }),
      { numRuns: 2000 },
    );
  });
});

const TRUTHS = ['true', 'false', 'elevated'] as const;
const SUBJECT: RuleSubject = {
  observation: { ...windows(), elevated: 'unknown' },
  hostname: 'front-desk-1',
  labels: [],
  observedAt: 0,
  now: 0,
};
const short = (value: RuleValue): string => (value.open ? 'U' : value.value === true ? 'T' : 'F');
const table = (op: 'and' | 'or'): string =>
  TRUTHS.map((left) =>
    TRUTHS.map((right) => short(evaluateExpression(read(`${left} ${op} ${right}`), SUBJECT))).join(''),
  ).join(' ');

describe('what is unknown', () => {
  it('leaves open what nothing else settles, as Kleene says', () => {
    expect(table('and')).toBe('TFU FFF UFU');
    expect(table('or')).toBe('TTT TFU TUU');
    expect(TRUTHS.map((one) => short(evaluateExpression(read(`not ${one}`), SUBJECT))).join('')).toBe('FTU');
  });

  it('obeys the laws of De Morgan and of double negation', () => {
    fc.assert(
      fc.property(anyExpression, anyExpression, anySubject, (left, right, subject) => {
        const not = (of: Expression): Expression => ({ op: 'not', of });
        const says = (expression: Expression) => short(evaluateExpression(expression, subject));
        expect(says(not({ op: 'and', left, right }))).toBe(
          says({ op: 'or', left: not(left), right: not(right) }),
        );
        expect(says(not(not(left)))).toBe(says(left));
        expect(says({ op: 'and', left, right })).toBe(says({ op: 'and', left: right, right: left }));
      }),
      { numRuns: 1000 },
    );
  });

  it('never turns a verdict when it is learnt', () => {
    fc.assert(
      fc.property(
        anyExpression,
        anyExpression,
        anySubject,
        fc.infiniteStream(fc.boolean()),
        (applies, asks, subject, forgets) => {
          const rule = { appliesWhen: applies, asks };
          const lessIsKnown = { ...subject, observation: forgetting(subject.observation, forgets) };
          const before = ownVerdict(rule, lessIsKnown);
          if (before === 'unknown' || before === 'not-reviewed') return;
          expect(ownVerdict(rule, subject)).toBe(before);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is never a pass: a rule that rests on nothing but unknown facts says unknown or not reviewed', () => {
    const nothing = forgetting(
      SUBJECT.observation,
      (function* () {
        for (;;) yield true;
      })(),
    );
    for (const text of [
      'firewall.on',
      'not firewall.on',
      'ipv6.disabledComponents = 0',
      'os.version < v99',
      'effective.state != "offline"',
      'reachable.ping.received / reachable.ping.sent >= 0.5',
      'configured.type in ("client", "disabled")',
    ])
      expect(
        ownVerdict({ appliesWhen: null, asks: read(text) }, { ...SUBJECT, observation: nothing }),
        text,
      ).toBe('unknown');
    expect(
      ownVerdict(
        { appliesWhen: null, asks: read('sources.policy.type = "disabled"') },
        { ...SUBJECT, observation: nothing },
      ),
    ).toBe('not-reviewed');
  });
});

/** The same machine with some of what is known of it not known. */
function forgetting(observation: Observation, forgets: Iterator<boolean>): Observation {
  const some = <T>(value: T): T => (forgets.next().value ? ('unknown' as T) : value);
  const { os, ipv6, configured, effective, firewall, service, reachable } = observation;
  return {
    ...observation,
    elevated: some(observation.elevated),
    domainJoined: some(observation.domainJoined),
    os: forgets.next().value ? { ...os, family: 'unknown', version: '' } : os,
    ipv6: {
      installed: some(ipv6.installed),
      disabledComponents: some(ipv6.disabledComponents),
      nativeGlobalAddress: some(ipv6.nativeGlobalAddress),
    },
    configured: {
      ...configured,
      type: some(configured.type),
      typeSetBy: some(configured.typeSetBy),
      serverName: some(configured.serverName),
    },
    sources: forgets.next().value ? null : observation.sources,
    effective: { ...effective, state: some(effective.state) },
    firewall: { ...firewall, on: some(firewall.on), teredoException: some(firewall.teredoException) },
    service: { ...service, state: some(service.state) },
    reachable: {
      ...reachable,
      verdict: some(reachable.verdict),
      ping: forgets.next().value ? null : reachable.ping,
      probe: forgets.next().value ? null : reachable.probe,
    },
  };
}

describe('an own rule', () => {
  it('says of any machine something whole, with the facts it rests on and their time', () => {
    fc.assert(
      fc.property(fc.option(anyExpression), anyExpression, anySubject, (appliesWhen, asks, subject) => {
        const judgement = judgeOwnRule({ appliesWhen, asks }, subject);
        expect(judgement.verdict).toBe(ownVerdict({ appliesWhen, asks }, subject));
        expect(judgement.text).toMatch(/^\S.*\.$/s);
        expect(judgement.factAt === null).toBe(judgement.verdict === 'not-applicable');
      }),
      { numRuns: 1000 },
    );
  });
});
