import { randomBytes, randomUUID } from 'node:crypto';
import { naclPrimitives, openGoTicket, PROTOCOL_VERSION } from '@teredo-fleet/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import { offerJob } from './support/offer-job';
import { sampleObservation } from './support/sample-observation';
import { type DoorName, openDoor } from './support/test-doors';
import { connect, enrolMachine, hostFacts, makeEnrol, makeProve } from './support/test-machine';

let bench: GatewayBench;
beforeAll(async () => {
  bench = await startGatewayBench();
});
afterAll(() => bench.stop());

const admin = () => bench.database.pool('admin');

const status = (jobId: string, version: number, state: string, n = version) => ({
  type: 'status',
  n,
  jobId,
  attempt: 1,
  version,
  state,
  at: Date.now(),
  detail: null,
  until: null,
  steps: [],
  before: null,
  after: null,
  unmet: [],
  blockers: [],
});

const observation = (n: number, changes = {}) => ({
  type: 'observation',
  n,
  observedAt: Date.now(),
  reason: 'periodic',
  observation: sampleObservation(changes),
});

describe.each(['ws', 'poll'] as DoorName[])('the %s door', (door) => {
  it('enrols a machine, and welcomes it once it proved its key', async () => {
    const machine = await enrolMachine(bench, door);
    const { welcome, close } = await connect(bench, machine, { door });
    expect(welcome).toMatchObject({ machineId: machine.machineId, epoch: 1, status: 'active' });
    close();
    const again = await connect(bench, machine, { door });
    expect(again.welcome.epoch).toBe(2);
    again.close();
  });

  it('enrols the same key twice as the same machine, using the token once', async () => {
    const token = await bench.makeToken({ maxUses: 1 });
    const seed = new Uint8Array(randomBytes(32));
    const ids: string[] = [];
    for (let time = 0; time < 2; time++) {
      const open = await openDoor(door, bench.url, bench.channelKey);
      open.send(makeEnrol(open, token, seed));
      ids.push((await open.next('enrolled')).machineId);
      open.close();
    }
    expect(ids[0]).toBe(ids[1]);
  });

  it.each([
    ['unknown', 'token-unknown', async () => ({ tokenId: 'nothing', secret: 'x'.repeat(43) })],
    ['expired', 'token-expired', () => bench.makeToken({ expiresIn: -5 })],
    ['revoked', 'token-revoked', () => bench.makeToken({ revoked: true })],
  ])('refuses an %s token for good, naming the remedy', async (_, code, make) => {
    const open = await openDoor(door, bench.url, bench.channelKey);
    open.send(makeEnrol(open, await make(), new Uint8Array(randomBytes(32))));
    const error = await open.next('error');
    expect(error).toMatchObject({ code, final: true });
    await open.ended;
  });

  it('refuses a token that is used up', async () => {
    const token = await bench.makeToken({ maxUses: 1 });
    for (const [seed, type] of [
      [1, 'enrolled'],
      [2, 'error'],
    ] as const) {
      const open = await openDoor(door, bench.url, bench.channelKey);
      open.send(
        makeEnrol(open, token, new Uint8Array(32).fill(seed + (door === 'ws' ? 0 : 100)), hostFacts()),
      );
      const answer = await open.next(type);
      if (answer.type === 'error') expect(answer.code).toBe('token-used-up');
      open.close();
    }
  });

  it('refuses a proof made with another key', async () => {
    const machine = await enrolMachine(bench, door);
    const open = await openDoor(door, bench.url, bench.channelKey);
    open.send(makeProve(open, { ...machine, seed: new Uint8Array(randomBytes(32)) }));
    expect(await open.next('error')).toMatchObject({ code: 'bad-signature', final: true });
  });

  it('refuses a proof recorded in another session', async () => {
    const machine = await enrolMachine(bench, door);
    const recorded = makeProve(await openDoor(door, bench.url, bench.channelKey), machine);
    const open = await openDoor(door, bench.url, bench.channelKey);
    open.send(recorded);
    expect(await open.next('error')).toMatchObject({ code: 'bad-signature' });
  });

  it('says that a message came at the wrong time, and that a type is unknown', async () => {
    const machine = await enrolMachine(bench, door);
    const early = await openDoor(door, bench.url, bench.channelKey);
    early.send({ type: 'heartbeat' });
    expect(await early.next('error')).toMatchObject({ code: 'out-of-order' });
    const session = await connect(bench, machine, { door });
    session.send({ type: 'dance' });
    expect(await session.next('error')).toMatchObject({ code: 'unknown-type' });
    await session.ended;
  });

  it('acknowledges an observation when it is in the tables', async () => {
    const machine = await enrolMachine(bench, door);
    const session = await connect(bench, machine, { door });
    session.send(observation(7, { state: 'qualified', verdict: 'yes' }));
    expect((await session.next('ack')).ns).toEqual([7]);
    const { rows } = await admin().query(
      'select reachable, os_name from machine_facts where machine_id = $1',
      [machine.machineId],
    );
    expect(rows).toEqual([{ reachable: 'yes', os_name: 'Debian GNU/Linux 12' }]);
    session.close();
  });

  it('keeps history of changes only', async () => {
    const machine = await enrolMachine(bench, door);
    const session = await connect(bench, machine, { door });
    for (const [n, state] of ['offline', 'offline', 'qualified', 'qualified'].entries()) {
      session.send(observation(n + 1, { state, at: Date.now() }));
      await session.next('ack');
    }
    const { rows } = await admin().query(
      'select count(*)::int as n from observation_history where machine_id = $1',
      [machine.machineId],
    );
    expect(rows[0].n).toBe(2);
    session.close();
  });

  it('refuses an observation that no reader could understand, naming the part', async () => {
    const machine = await enrolMachine(bench, door);
    const session = await connect(bench, machine, { door });
    session.send({ ...observation(1), observation: { os: 'Debian' } });
    const error = await session.next('error');
    expect(error.code).toBe('malformed');
    expect(error.text).toContain('os');
  });

  it('offers a signed job to a machine that is connected, and again in its next session', async () => {
    const machine = await enrolMachine(bench, door);
    const session = await connect(bench, machine, { door });
    const { job } = await offerJob(bench, machine, { state: 'queued' });
    await admin().query(`select pg_notify('teredo_wake', $1)`, [`gateway:${machine.machineId}`]);
    session.send({ type: 'heartbeat' });
    const offer = await session.next('offer');
    expect(Buffer.from(offer.payload, 'base64').toString()).toBe('payload');
    const { rows } = await admin().query('select state from job where id = $1', [job.id]);
    expect(rows[0].state).toBe('offered');
    session.close();
    const again = await connect(bench, machine, { door });
    again.send({ type: 'heartbeat' });
    await again.next('offer');
    again.close();
  });

  it('passes a cancel and an observe-now on', async () => {
    const machine = await enrolMachine(bench, door);
    const { job } = await offerJob(bench, machine, { cancelRequested: true });
    const { rows } = await admin().query('select scope_id from machine where id = $1', [machine.machineId]);
    await admin().query(
      `insert into machine_request (machine_id, scope_id, kind) values ($1, $2, 'observe-now')`,
      [machine.machineId, rows[0].scope_id],
    );
    const session = await connect(bench, machine, { door });
    session.send({ type: 'heartbeat' });
    expect((await session.next('cancel')).jobId).toBe(job.id);
    await session.next('observe-now');
    session.close();
  });

  it('answers an ask with a go that only this session can open', async () => {
    const machine = await enrolMachine(bench, door);
    const { job } = await offerJob(bench, machine);
    const session = await connect(bench, machine, { door });
    const askId = randomUUID();
    session.send({ type: 'ask', jobId: job.id, attempt: 1, askId });
    const go = await session.next('go');
    const sealed = new Uint8Array(Buffer.from(go.sealed, 'base64'));
    expect(openGoTicket(naclPrimitives, session.key, sealed)).toEqual({
      jobId: job.id,
      attempt: 1,
      askId,
      machineId: machine.machineId,
      epoch: session.welcome.epoch,
    });
    expect(openGoTicket(naclPrimitives, new Uint8Array(32), sealed)).toBeNull();
    session.close();
  });

  it('holds while the rollout is paused, and while the brake is on, with a name and a sentence', async () => {
    const machine = await enrolMachine(bench, door);
    const { job, rollout } = await offerJob(bench, machine);
    const session = await connect(bench, machine, { door });
    const ask = () => session.send({ type: 'ask', jobId: job.id, attempt: 1, askId: randomUUID() });
    await admin().query(`update rollout set state = 'paused' where id = $1`, [rollout.id]);
    ask();
    expect(await session.next('hold')).toMatchObject({
      reason: 'paused',
      text: expect.stringContaining('resumes'),
    });
    await admin().query(`update rollout set state = 'running' where id = $1`, [rollout.id]);
    await admin().query(`update brake set "on" = true`);
    ask();
    expect(await session.next('hold')).toMatchObject({ reason: 'brake' });
    await admin().query(`update brake set "on" = false`);
    ask();
    await session.next('go');
    session.close();
  });

  it('takes status reports by version: a duplicate and a late one change nothing, and all are acknowledged', async () => {
    const machine = await enrolMachine(bench, door);
    const { job } = await offerJob(bench, machine);
    const session = await connect(bench, machine, { door });
    session.send(status(job.id, 1, 'running', 1), status(job.id, 2, 'verified', 2));
    const acked = new Set<number>();
    while (acked.size < 2) for (const n of (await session.next('ack')).ns) acked.add(n);
    session.send(status(job.id, 2, 'failed', 3), status(job.id, 3, 'failed', 4));
    while (acked.size < 4) for (const n of (await session.next('ack')).ns) acked.add(n);
    const { rows } = await admin().query('select state, status_version from job where id = $1', [job.id]);
    expect(rows[0]).toEqual({ state: 'verified', status_version: 2 });
    session.close();
  });

  it('acknowledges a report about a job of another machine without believing it', async () => {
    const [machine, other] = [await enrolMachine(bench, door), await enrolMachine(bench, door)];
    const { job } = await offerJob(bench, other);
    const session = await connect(bench, machine, { door });
    session.send(status(job.id, 1, 'verified'));
    await session.next('ack');
    const { rows } = await admin().query('select state from job where id = $1', [job.id]);
    expect(rows[0].state).toBe('offered');
    session.close();
  });

  it('ends the older session of a machine when a newer one stands, and drops what it still says', async () => {
    const machine = await enrolMachine(bench, door);
    const older = await connect(bench, machine, { door });
    const newer = await connect(bench, machine, { door: 'ws' });
    older.send(observation(1));
    expect(await older.next('error')).toMatchObject({ code: 'superseded' });
    await older.ended;
    const { rows } = await admin().query('select 1 from machine_facts where machine_id = $1', [
      machine.machineId,
    ]);
    expect(rows).toEqual([]);
    newer.close();
  });

  it('ends the older session when the newer one stands at another gateway', async () => {
    const machine = await enrolMachine(bench, door);
    const another = await bench.startAnother();
    const older = await connect(bench, machine, { door });
    const newer = await connect(bench, machine, { url: `http://127.0.0.1:${another.port}` });
    older.send({ type: 'heartbeat' });
    expect(await older.next('error')).toMatchObject({ code: 'superseded' });
    newer.close();
  });

  it('ends the session of a machine that is retired or quarantined', async () => {
    for (const [change, code, final] of [
      [`status = 'retired', retired_at = now()`, 'machine-retired', true],
      [`status = 'quarantined'`, 'quarantined', false],
    ] as const) {
      const machine = await enrolMachine(bench, door);
      const session = await connect(bench, machine, { door });
      await admin().query(`update machine set ${change} where id = $1`, [machine.machineId]);
      await admin().query(`select pg_notify('teredo_wake', $1)`, [`gateway:${machine.machineId}`]);
      session.send({ type: 'heartbeat' });
      expect(await session.next('error')).toMatchObject({ code, final });
      await session.ended;
    }
  });

  it('marks a machine connected while its session stands', async () => {
    const machine = await enrolMachine(bench, door);
    const session = await connect(bench, machine, { door });
    const connected = async () => {
      const { rows } = await admin().query(
        'select connected, door from machine_contact where machine_id = $1',
        [machine.machineId],
      );
      return rows[0];
    };
    expect(await connected()).toEqual({ connected: true, door });
    session.send({ type: 'bye', reason: 'stopping' });
    await expect.poll(async () => (await connected()).connected, { timeout: 3000 }).toBe(false);
    session.close();
  });

  it('answers an agent of another version clearly', async () => {
    const wrong = JSON.stringify({
      type: 'hello',
      protocol: PROTOCOL_VERSION + 1,
      sessionKey: `${'A'.repeat(43)}=`,
    });
    if (door === 'poll') {
      const answer = await fetch(`${bench.url}/agent/v1/session`, { method: 'POST', body: wrong });
      expect(await answer.json()).toMatchObject({ code: 'wrong-version', final: true });
      return;
    }
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`${bench.url.replace('http', 'ws')}/agent/v1/ws`);
    socket.on('open', () => socket.send(wrong));
    const message = await new Promise((resolve) =>
      socket.once('message', (data) => resolve(JSON.parse(String(data)))),
    );
    expect(message).toMatchObject({ type: 'error', code: 'wrong-version', final: true });
  });
});
