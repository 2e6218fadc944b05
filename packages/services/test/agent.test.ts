import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observationFacts, verbs } from '../src';
import { isCopied, type SessionTrace } from '../src/agent/judge-copies';
import {
  type EnrolmentSecret,
  enrol as enrolIn,
  machineOf,
  makeToken as makeTokenIn,
  newKey,
  openSession as openIn,
} from './support/agents';
import { NOW, TestFleet } from './support/fleet';
import { sampleObservation } from './support/sample-observation';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  // Tokens live by the database's clock.
  fleet.now = Date.now();
});
afterAll(() => fleet.close());

const makeToken = (changes: Parameters<typeof makeTokenIn>[1] = {}) => makeTokenIn(fleet, changes);
const enrol = (token: EnrolmentSecret, agentKey = newKey()) => enrolIn(fleet, token, agentKey);
const open = (machineId: string, identity: { bootId: string; hardwareId: string }) =>
  openIn(fleet, machineId, identity);

describe('agent.enrol', () => {
  it('lets a machine in with its label and scope, and writes that down', async () => {
    const token = await makeToken();
    const id = await machineOf(enrol(token));
    const [machine] = await fleet.rows('select * from machine where id = $1', [id]);
    expect(machine).toMatchObject({
      status: 'active',
      scope_id: fleet.otherScopeId,
      labels: ['Lab'],
      simulated: false,
    });
    expect(await fleet.entries(id)).toMatchObject([
      { action: 'agent.enrol', outcome: 'done', actor_kind: 'machine' },
    ]);
  });

  it('lets a machine wait when its token says so', async () => {
    expect(await enrol(await makeToken({ autoAccept: false }))).toMatchObject({
      ok: true,
      status: 'pending',
    });
  });

  it('uses a token as often as it may be used and no more, also when machines race', async () => {
    const token = await makeToken({ maxUses: 3 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => enrol(token)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
    for (const answer of answers) if (!answer.ok) expect(answer.code).toBe('token-used-up');
    expect(await fleet.rows('select uses from enrolment_token where id = $1', [token.tokenId])).toEqual([
      { uses: 3 },
    ]);
  });

  it('names why a token opens no door, and writes the refusal down', async () => {
    const good = await makeToken({ maxUses: 9 });
    expect(await enrol({ ...good, secret: 'wrong' })).toMatchObject({ ok: false, code: 'token-unknown' });
    expect(await enrol({ ...good, tokenId: 'nothing' })).toMatchObject({ ok: false, code: 'token-unknown' });
    const old = await makeToken();
    await fleet.admin.query(
      `update enrolment_token set expires_at = now() - interval '1 second' where id = $1`,
      [old.tokenId],
    );
    expect(await enrol(old)).toMatchObject({ ok: false, code: 'token-expired' });
    await verbs['token.revoke'](fleet.as('admin'), { id: good.tokenId });
    expect(await enrol(good)).toMatchObject({ ok: false, code: 'token-revoked' });
    expect(await fleet.entries(old.tokenId)).toMatchObject([
      { action: 'token.create' },
      { action: 'agent.enrol', outcome: 'refused', reason: 'token-expired' },
    ]);
    const kept = JSON.stringify(await fleet.rows('select * from audit_entry'));
    expect(kept).not.toContain(good.secret);
  });
});

describe('agent.openSession', () => {
  const A = { bootId: 'boot-a', hardwareId: 'hardware-a' };
  const B = { bootId: 'boot-b', hardwareId: 'hardware-b' };

  it('raises the epoch with every session and gives the settings', async () => {
    const id = await machineOf(enrol(await makeToken()));
    expect(await open(id, A)).toMatchObject({ ok: true, epoch: 1, status: 'active', heartbeatSeconds: 30 });
    expect(await open(id, A)).toMatchObject({ ok: true, epoch: 2, quarantinedNow: false });
  });

  it('takes a restart for what it is, and quarantines when two machines take turns', async () => {
    const id = await machineOf(enrol(await makeToken()));
    await open(id, A);
    expect(await open(id, B)).toMatchObject({ status: 'active' });
    expect(await open(id, A)).toMatchObject({ status: 'quarantined', quarantinedNow: true });
    expect((await fleet.entries(id)).map((entry) => entry.action)).toEqual([
      'agent.enrol',
      'machine.quarantine',
    ]);
  });

  it('lets a released machine work on, and catches its copy again', async () => {
    const id = await machineOf(enrol(await makeToken()));
    for (const identity of [A, B, A, B, A]) await open(id, identity);
    await verbs['machine.releaseQuarantine'](fleet.as('operator'), { id, reason: 'the copy is gone' });
    expect(await open(id, A)).toMatchObject({ status: 'active' });
    expect(await open(id, A)).toMatchObject({ status: 'active' });
    await open(id, B);
    expect(await open(id, A)).toMatchObject({ status: 'quarantined', quarantinedNow: true });
  });

  it('turns away a machine that is retired or unknown', async () => {
    const id = await machineOf(enrol(await makeToken()));
    await verbs['machine.retire'](fleet.as('operator'), { id, reason: 'scrapped' });
    expect(await open(id, A)).toMatchObject({ ok: false, code: 'machine-retired' });
    expect(await open(randomUUID(), A)).toMatchObject({ ok: false, code: 'machine-unknown' });
  });

  it('tells a gateway the key of a machine', async () => {
    const key = new Uint8Array(randomBytes(32));
    const id = await machineOf(enrol(await makeToken(), key));
    const identity = await verbs['agent.identity'](fleet.asGateway(), { machineId: id });
    expect(Buffer.from(identity!.agentKey)).toEqual(Buffer.from(key));
    expect(await verbs['agent.identity'](fleet.asGateway(), { machineId: randomUUID() })).toBeNull();
  });
});

describe('isCopied', () => {
  const trace = (name: string, at: number): SessionTrace => ({ bootId: name, hardwareId: 'h', at });

  it('never suspects a machine that is only restarted, however often it connects', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 }), (runs) => {
        const traces = runs.flatMap((count, boot) => Array.from({ length: count }, () => `boot-${boot}`));
        expect(isCopied(traces.map((name, n) => trace(name, NOW + n)))).toBe(false);
      }),
    );
  });

  it('always sees a return to an identity after another one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 5 }), (between) => {
        const traces = ['A', ...between, 'A'].map((name, n) => trace(name, NOW + n));
        expect(isCopied(traces)).toBe(between.some((name) => name !== 'A'));
      }),
    );
  });

  it('does not put together what lies more than a day apart', () => {
    const day = 24 * 3_600_000;
    expect(isCopied([trace('A', NOW), trace('B', NOW + 1), trace('A', NOW + day + 1)])).toBe(false);
    expect(isCopied([trace('A', NOW), trace('B', NOW + 1), trace('A', NOW + day)])).toBe(true);
  });
});

describe('observationFacts', () => {
  const said = (observation: unknown) =>
    observationFacts({
      machineId: randomUUID(),
      observedAt: new Date(NOW),
      receivedAt: new Date(NOW),
      reason: 'periodic',
      observation,
    });
  const sample = (at = NOW) => sampleObservation({ type: 'client', verdict: 'no', at });

  it('gives the columns that lists filter by', () => {
    expect(said(sample())).toMatchObject({
      osFamily: 'linux',
      configuredType: 'client',
      configuredSetBy: 'local',
      effectiveState: 'offline',
      reachable: 'no',
    });
  });

  it('hashes what a machine is and not when it was looked at', () => {
    const [first, later] = [said(sample()), said(sample(NOW + 60_000))];
    const other = said({ ...sample(), elevated: false });
    if ('unreadable' in first || 'unreadable' in later || 'unreadable' in other)
      throw new Error('not readable');
    expect(first.observationHash).toEqual(later.observationHash);
    expect(first.observationHash).not.toEqual(other.observationHash);
  });

  it('takes a word it does not know for unknown', () => {
    const strange = { ...sample(), configured: { ...sample().configured, type: 'quantumclient' } };
    expect(said(strange)).toMatchObject({ configuredType: 'unknown' });
  });

  it('never throws, whatever an agent sends', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(sample())), (value, key) => {
        expect(said(value)).toHaveProperty('unreadable');
        expect(typeof said({ ...sample(), [key]: value })).toBe('object');
      }),
    );
  });
});
