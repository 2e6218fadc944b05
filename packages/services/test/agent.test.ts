import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observationFacts, verbs } from '../src';
import { isCopied, type SessionTrace } from '../src/agent/judge-copies';
import { splitIntoRounds } from '../src/agent/session-rounds';
import {
  type EnrolmentSecret,
  enrol as enrolIn,
  machineOf,
  makeToken as makeTokenIn,
  newKey,
  openSession as openIn,
  openSessions,
  sessionRequest,
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

it('tokens that open nothing fill the audit trail with a hundred entries an hour at most', async () => {
  const refusals = async () => {
    const [row] = await fleet.rows<{ n: number }>(
      `select count(*)::int as n from audit_entry where outcome = 'refused' and object_kind = 'token' and object_id is null`,
    );
    return row!.n;
  };
  for (let n = 0; n < 120; n += 1) {
    const answer = await enrol({ tokenId: `guess-${n}`, secret: 'wrong' });
    expect(answer).toMatchObject({ ok: false, code: 'token-unknown' });
  }
  expect(await refusals()).toBe(100);
  expect(await enrol(await makeToken())).toMatchObject({ ok: true });
});

describe('agent.openSessions', () => {
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

  it('opens sessions of one machine in the order given, and catches a copy within the batch', async () => {
    const [id, other] = [
      await machineOf(enrol(await makeToken())),
      await machineOf(enrol(await makeToken())),
    ];
    const batch = [
      sessionRequest(id, A),
      sessionRequest(other, A),
      sessionRequest(id, B),
      sessionRequest(id, A),
    ];
    const { answer, changed } = await openSessions(fleet, batch);
    expect(answer).toMatchObject([
      { machineId: id, epoch: 1, status: 'active', hostname: batch[0]?.hostname },
      { machineId: other, epoch: 1, status: 'active' },
      { machineId: id, epoch: 2, status: 'active', hostname: batch[2]?.hostname },
      { machineId: id, epoch: 3, status: 'quarantined', quarantinedNow: true },
    ]);
    expect(new Set(changed)).toEqual(new Set([`machine:${id}`, `machine:${other}`, 'audit']));
    const [, entry] = await fleet.entries(id);
    expect(entry).toMatchObject({
      action: 'machine.quarantine',
      address: '192.0.2.9',
      reason: expect.stringContaining('copied'),
    });
    expect(await fleet.entries(other)).toHaveLength(1);
  });

  it('judges a copy that says it is in a trial which nobody offered it', async () => {
    const id = await machineOf(enrol(await makeToken()));
    await open(id, A);
    const updates = { keyId: 'a'.repeat(64), system: 'windows-x64', trial: true };
    await openSessions(fleet, [{ ...sessionRequest(id, B), updates } as ReturnType<typeof sessionRequest>]);
    expect(await open(id, A)).toMatchObject({ status: 'quarantined', quarantinedNow: true });
  });

  it('quarantines nobody when the entry about it cannot be written', async () => {
    const id = await machineOf(enrol(await makeToken()));
    await open(id, A);
    await open(id, B);
    const refuse = `create function refuse_entry() returns trigger language plpgsql as $$ begin raise 'no entry'; end $$;
      create trigger refuse_entry before insert on audit_entry for each row execute function refuse_entry()`;
    await fleet.admin.query(refuse);
    await expect(open(id, A)).rejects.toThrow('no entry');
    await fleet.admin.query('drop function refuse_entry cascade');
    const rows = await fleet.rows(
      'select m.status, c.epoch from machine m join machine_contact c on c.machine_id = m.id where m.id = $1',
      [id],
    );
    expect(rows).toEqual([{ status: 'active', epoch: '2' }]);
  });

  it('gives settings that an admin has changed from the next session on', async () => {
    const id = await machineOf(enrol(await makeToken()));
    const intervals = { observeSeconds: 77, heartbeatSeconds: 11 };
    await verbs['settings.set'](fleet.as('admin'), intervals);
    expect(await open(id, A)).toMatchObject(intervals);
  });

  it('tells no page by itself: its caller does, for many at once', async () => {
    const heard: string[] = [];
    const client = await fleet.admin.connect();
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query('listen teredo_changed');
    const id = await machineOf(enrol(await makeToken()));
    heard.length = 0;
    await openSessions(fleet, [sessionRequest(id, A)]);
    await client.query('select 1');
    client.release(true);
    expect(heard).toEqual([]);
  });
});

describe('agent.identities', () => {
  it('tells a gateway the keys of machines in the order asked for, and which are unknown', async () => {
    const keys = [new Uint8Array(randomBytes(32)), new Uint8Array(randomBytes(32))];
    const ids = [];
    for (const key of keys) ids.push(await machineOf(enrol(await makeToken(), key)));
    const machineIds = [ids[1]!, randomUUID(), ids[0]!, ids[1]!];
    const { answer } = await verbs['agent.identities'](fleet.asGateway(), { machineIds });
    expect(answer.map((one) => (one === null ? null : Buffer.from(one.agentKey).toString('hex')))).toEqual(
      [keys[1]!, null, keys[0]!, keys[1]!].map((key) =>
        key === null ? null : Buffer.from(key).toString('hex'),
      ),
    );
  });
});

describe('splitIntoRounds', () => {
  it('keeps the order of each machine, names none twice in a round and loses nothing', () => {
    const batches = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 });
    fc.assert(
      fc.property(batches, (names) => {
        const sessions = names.map((machineId, n) => ({ machineId, n }));
        const rounds = splitIntoRounds(sessions);
        for (const round of rounds)
          expect(new Set(round.map((one) => one.machineId)).size).toBe(round.length);
        const flat = rounds.flat();
        expect(new Set(flat)).toEqual(new Set(sessions));
        for (const name of new Set(names)) {
          const order = (all: typeof sessions) => all.filter((one) => one.machineId === name);
          expect(order(flat)).toEqual(order(sessions));
        }
      }),
    );
  });
});

describe('isCopied', () => {
  const trace = (name: string, at: number, trial = false): SessionTrace => ({
    bootId: name,
    hardwareId: 'h',
    at,
    trial,
  });

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

  it('takes no program in its trial for a copy, which may name itself otherwise, and still sees a copy behind it', () => {
    const sessions = [trace('A', NOW), trace('B', NOW + 1, true), trace('A', NOW + 2)];
    expect(isCopied(sessions)).toBe(false);
    expect(isCopied([...sessions, trace('C', NOW + 3), trace('A', NOW + 4)])).toBe(true);
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

  it('fuzzed, never throws, whatever an agent sends', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(sample())), (value, key) => {
        expect(said(value)).toHaveProperty('unreadable');
        expect(typeof said({ ...sample(), [key]: value })).toBe('object');
      }),
    );
  });
});
