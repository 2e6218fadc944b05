import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { type EnrolmentSecret, enrol, host, makeToken, newKey, openSession } from './support/agents';
import { grant, OFF, ON, toggle } from './support/changes';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  // Tokens live by the database's clock.
  fleet.now = Date.now();
});
afterAll(() => fleet.close());

async function usesOf({ tokenId }: EnrolmentSecret): Promise<number> {
  const [token] = await fleet.rows<{ uses: number }>('select uses from enrolment_token where id = $1', [
    tokenId,
  ]);
  return token!.uses;
}

async function machineRow(id: string) {
  const [machine] = await fleet.rows<Record<string, unknown>>('select * from machine where id = $1', [id]);
  return machine!;
}

/** A machine that was let in, with what it showed. */
async function enrolled(changes: Parameters<typeof makeToken>[1] = {}) {
  const [token, key] = [await makeToken(fleet, changes), newKey()];
  const answer = await enrol(fleet, token, key);
  if (!answer.ok) throw new Error(answer.code);
  return { ...answer, token, key };
}

const jobsOf = (machineId: string) =>
  fleet.rows<{ id: string; state: string; detail: string }>(
    'select id, state, detail from job where machine_id = $1 order by sequence',
    [machineId],
  );

const actionsOn = async (id: string) => (await fleet.entries(id)).map((entry) => entry.action);

describe('the same enrol again, because its answer was lost', () => {
  it('gets the same answer, uses the token no second time and leaves no entry', async () => {
    const first = await enrolled();
    const again = await enrol(fleet, first.token, first.key);
    const { machineId, enrolmentId, status } = first;
    expect(again).toEqual({ ok: true, machineId, enrolmentId, status, enrolment: 'repeated' });
    expect(await usesOf(first.token)).toBe(1);
    expect(await actionsOn(machineId)).toEqual(['agent.enrol']);
  });

  it('does so although the token has expired or was revoked meanwhile', async () => {
    const first = await enrolled();
    await verbs['token.revoke'](fleet.as('admin'), { id: first.token.tokenId });
    const { enrolmentId } = first;
    expect(await enrol(fleet, first.token, first.key)).toMatchObject({ ok: true, enrolmentId });
  });

  it('makes one machine and one use when the two come at the same moment', async () => {
    const [token, key] = [await makeToken(fleet, { maxUses: 9 }), newKey()];
    const answers = await Promise.all(Array.from({ length: 6 }, () => enrol(fleet, token, key)));
    expect(new Set(answers.map((answer) => answer.ok && answer.enrolmentId)).size).toBe(1);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await usesOf(token)).toBe(1);
  });

  it('is not the same with another secret', async () => {
    const first = await enrolled();
    expect(await enrol(fleet, { ...first.token, secret: 'x'.repeat(43) }, first.key)).toMatchObject({
      ok: false,
      code: 'token-unknown',
    });
  });
});

describe('a known key with another token', () => {
  it('counts that token and gives the same machine a new enrolment', async () => {
    const first = await enrolled();
    const token = await makeToken(fleet, { label: 'Second' });
    const facts = { hostname: 'renamed', hardwareId: 'other-board' };
    const again = await enrol(fleet, token, first.key, facts);
    expect(again).toMatchObject({
      ok: true,
      machineId: first.machineId,
      status: 'active',
      enrolment: 'again',
    });
    expect(again.ok && again.enrolmentId).not.toBe(first.enrolmentId);
    expect(await usesOf(token)).toBe(1);
    expect(await machineRow(first.machineId)).toMatchObject({
      enrolment_id: again.ok && again.enrolmentId,
      hostname: 'renamed',
      hardware_id: 'other-board',
      labels: ['Lab', 'Second'],
      token_id: token.tokenId,
    });
  });

  it('ends its open jobs, takes their wishes back, and writes both down', async () => {
    const first = await enrolled();
    const { jobId, rolloutId } = await toggle(fleet, first.machineId);
    const again = await enrol(fleet, await makeToken(fleet), first.key);
    expect(await jobsOf(first.machineId)).toMatchObject([
      { id: jobId, state: 'cancelled', detail: expect.stringContaining('enrolled again') },
    ]);
    expect((await verbs['machine.get'](fleet.as('viewer'), { id: first.machineId })).desired).toBeNull();
    expect(await actionsOn(first.machineId)).toEqual(['agent.enrol', 'machine.toggle', 'agent.enrolAgain']);
    const entry = (await fleet.entries(first.machineId)).at(-1);
    expect(entry).toMatchObject({
      actor_kind: 'machine',
      before: { enrolmentId: first.enrolmentId, status: 'active', token: first.token.tokenId },
      after: { enrolmentId: again.ok && again.enrolmentId, status: 'active', endedJobs: [jobId] },
    });
    expect(await fleet.entries(jobId)).toMatchObject([
      { action: 'job.void', outcome: 'done', after: { state: 'cancelled', rolloutId } },
    ]);
  });

  it('leaves what became of a change under way unknown, and its wish standing', async () => {
    const first = await enrolled();
    const { jobId } = await toggle(fleet, first.machineId);
    await grant(fleet, jobId);
    await enrol(fleet, await makeToken(fleet), first.key);
    expect(await jobsOf(first.machineId)).toMatchObject([{ state: 'timed-out' }]);
    const machine = await verbs['machine.get'](fleet.as('viewer'), { id: first.machineId });
    expect(machine.desired?.state).toEqual(ON);
  });

  it('takes the next change under the new enrolment, in a sequence that goes on', async () => {
    const first = await enrolled();
    await toggle(fleet, first.machineId);
    const again = await enrol(fleet, await makeToken(fleet), first.key);
    const { jobId } = await toggle(fleet, first.machineId, { desired: OFF });
    const [job] = await fleet.rows('select enrolment_id, sequence from job where id = $1', [jobId]);
    expect(job).toEqual({ enrolment_id: again.ok && again.enrolmentId, sequence: '2' });
  });

  it('ends the session of the earlier enrolment', async () => {
    const first = await enrolled();
    const session = await openSession(fleet, first.machineId, host());
    await enrol(fleet, await makeToken(fleet), first.key);
    const [contact] = await fleet.rows<{ epoch: string; connected: boolean }>(
      'select epoch, connected from machine_contact where machine_id = $1',
      [first.machineId],
    );
    expect(Number(contact!.epoch)).toBeGreaterThan(session.ok ? session.epoch : 0);
    expect(contact!.connected).toBe(false);
  });

  it('waits to be accepted when the new token says so', async () => {
    const first = await enrolled();
    const again = await enrol(fleet, await makeToken(fleet, { autoAccept: false }), first.key);
    expect(again).toMatchObject({ ok: true, status: 'pending' });
    expect(await machineRow(first.machineId)).toMatchObject({ status: 'pending' });
  });

  it('changes nothing when the token opens no door', async () => {
    const first = await enrolled();
    const { jobId } = await toggle(fleet, first.machineId);
    const spent = (await enrolled()).token;
    expect(await enrol(fleet, spent, first.key)).toMatchObject({ ok: false, code: 'token-used-up' });
    expect(await machineRow(first.machineId)).toMatchObject({ enrolment_id: first.enrolmentId });
    expect(await jobsOf(first.machineId)).toMatchObject([{ id: jobId, state: 'requested' }]);
  });

  it('does not move to another scope: its history belongs to the people of this one', async () => {
    const first = await enrolled();
    const foreign = await makeToken(fleet, { scopeId: fleet.scopeId });
    expect(await enrol(fleet, foreign, first.key)).toMatchObject({
      ok: false,
      code: 'token-unknown',
      text: expect.stringContaining('another scope'),
    });
    expect(await usesOf(foreign)).toBe(0);
    expect(await fleet.entries(foreign.tokenId)).toMatchObject([
      { action: 'token.create' },
      { action: 'agent.enrol', outcome: 'refused', reason: 'token-other-scope' },
    ]);
  });
});

describe('a retired machine', () => {
  const retire = (id: string) => verbs['machine.retire'](fleet.as('operator'), { id, reason: 'scrapped' });

  it.each([
    [true, 'active'],
    [false, 'pending'],
  ])('is in use again by a token that opens the door (accepts by itself: %s)', async (autoAccept, status) => {
    const first = await enrolled();
    await retire(first.machineId);
    const again = await enrol(fleet, await makeToken(fleet, { autoAccept }), first.key);
    expect(again).toMatchObject({ ok: true, machineId: first.machineId, status, enrolment: 'again' });
    expect(await machineRow(first.machineId)).toMatchObject({
      status,
      status_reason: null,
      retired_at: null,
    });
    const entry = (await fleet.entries(first.machineId)).at(-1);
    expect(entry).toMatchObject({
      action: 'agent.enrolAgain',
      before: { status: 'retired', reason: 'scrapped' },
      after: { status },
    });
  });

  it('counts the token it came by before too, and is turned away when that is used up', async () => {
    const twice = await enrolled({ maxUses: 2 });
    await retire(twice.machineId);
    expect(await enrol(fleet, twice.token, twice.key)).toMatchObject({ ok: true, enrolment: 'again' });
    expect(await usesOf(twice.token)).toBe(2);
    await retire(twice.machineId);
    expect(await enrol(fleet, twice.token, twice.key)).toMatchObject({ ok: false, code: 'token-used-up' });
    expect(await machineRow(twice.machineId)).toMatchObject({ status: 'retired' });
  });

  it('has no wish any more, neither while retired nor afterwards', async () => {
    const first = await enrolled();
    await toggle(fleet, first.machineId);
    const { cancelledJobs } = await retire(first.machineId);
    expect(cancelledJobs).toBe(1);
    const get = () => verbs['machine.get'](fleet.as('viewer'), { id: first.machineId });
    expect((await get()).desired).toBeNull();
    await enrol(fleet, await makeToken(fleet), first.key);
    expect((await get()).desired).toBeNull();
  });
});

describe('a machine that a person refused', () => {
  const refused = async () => {
    const hardwareId = randomUUID();
    const [token, key] = [await makeToken(fleet, { autoAccept: false }), newKey()];
    const answer = await enrol(fleet, token, key, { hardwareId });
    if (!answer.ok) throw new Error(answer.code);
    const { machineId: id } = answer;
    await verbs['machine.refuse'](fleet.as('operator'), { ids: [id], reason: 'nobody knows it' });
    return { id, key, hardwareId };
  };
  const get = (id: string) => verbs['machine.get'](fleet.as('viewer'), { id });

  it('waits under its key although its token accepts by itself, and is told of as refused before', async () => {
    const { id, key } = await refused();
    expect(await enrol(fleet, await makeToken(fleet), key)).toMatchObject({ ok: true, status: 'pending' });
    const { status, statusReason, waiting } = await get(id);
    expect({ status, statusReason }).toEqual({
      status: 'pending',
      statusReason: expect.stringContaining('refused this machine before'),
    });
    expect(waiting?.remarks).toMatchObject([{ kind: 'refused-before', reason: 'nobody knows it' }]);
    expect((await fleet.entries(id)).at(-1)).toMatchObject({
      action: 'agent.enrolAgain',
      reason: expect.stringContaining('refused this machine before'),
    });
  });

  it('waits under a new key on the same hardware, also with a token of another scope', async () => {
    const { hardwareId } = await refused();
    for (const scopeId of [fleet.otherScopeId, fleet.scopeId]) {
      const again = await enrol(fleet, await makeToken(fleet, { scopeId }), newKey(), { hardwareId });
      expect(again).toMatchObject({ ok: true, status: 'pending', enrolment: 'new' });
    }
  });

  it('is let in by such a token once a person has accepted it', async () => {
    const { id, key, hardwareId } = await refused();
    await enrol(fleet, await makeToken(fleet), key, { hardwareId });
    await verbs['machine.accept'](fleet.as('operator'), { ids: [id] });
    expect((await get(id)).statusReason).toBeNull();
    const token = await makeToken(fleet);
    expect(await enrol(fleet, token, newKey(), { hardwareId })).toMatchObject({ status: 'active' });
  });
});

describe('a quarantined machine', () => {
  it('stays quarantined until somebody releases it, whatever token it shows', async () => {
    const first = await enrolled();
    await fleet.admin.query(
      `update machine set status = 'quarantined', status_reason = 'twice' where id = $1`,
      [first.machineId],
    );
    const again = await enrol(fleet, await makeToken(fleet), first.key);
    expect(again).toMatchObject({ ok: true, status: 'quarantined', enrolment: 'again' });
    expect(await machineRow(first.machineId)).toMatchObject({
      status: 'quarantined',
      status_reason: 'twice',
    });
    await verbs['machine.releaseQuarantine'](fleet.as('operator'), {
      id: first.machineId,
      reason: 'the copy is gone',
    });
    expect(await openSession(fleet, first.machineId, host())).toMatchObject({
      status: 'active',
      enrolmentId: again.ok && again.enrolmentId,
    });
  });
});

describe('a quarantined machine that enrols anew by a token that asks for a person', () => {
  it('waits for that person once it is released', async () => {
    const first = await enrolled();
    await fleet.admin.query(
      `update machine set status = 'quarantined', released_to = 'active' where id = $1`,
      [first.machineId],
    );
    await enrol(fleet, await makeToken(fleet, { autoAccept: false }), first.key);
    await verbs['machine.releaseQuarantine'](fleet.as('operator'), {
      id: first.machineId,
      reason: 'the copy is gone',
    });
    expect(await machineRow(first.machineId)).toMatchObject({ status: 'pending', released_to: null });
  });
});

describe('a key that is new', () => {
  it('is another machine, also on the same hardware', async () => {
    const hardwareId = randomUUID();
    const [one, other] = [newKey(), newKey()];
    const first = await enrol(fleet, await makeToken(fleet), one, { hardwareId });
    const second = await enrol(fleet, await makeToken(fleet), other, { hardwareId });
    expect(first).toMatchObject({ ok: true, enrolment: 'new' });
    expect(second).toMatchObject({ ok: true, enrolment: 'new' });
    expect(first.ok && first.machineId).not.toBe(second.ok && second.machineId);
    const ids = [first, second].map((answer) => (answer.ok ? answer.machineId : ''));
    const seenBeside = async (id: string, who: Parameters<typeof fleet.as>[0]) =>
      (await verbs['machine.get'](fleet.as(who), { id })).sameHardware.map((other) => other.id);
    expect(await seenBeside(ids[0]!, 'viewer')).toEqual([ids[1]]);
    expect(await seenBeside(ids[1]!, 'viewer')).toEqual([ids[0]]);
    await fleet.admin.query('update machine set scope_id = $2 where id = $1', [ids[0], fleet.scopeId]);
    const limited = await fleet.person('operator', [fleet.otherScopeId]);
    expect(await seenBeside(ids[1]!, limited)).toEqual([]);
  });
});
