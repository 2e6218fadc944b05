import { randomUUID } from 'node:crypto';
import { insertJob, insertRollout } from '@teredo-fleet/db/testing';
import { PROTOCOL_VERSION } from '@teredo-fleet/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import { sampleObservation } from './support/sample-observation';
import { openPollDoor, postFrame } from './support/test-doors';
import { connect, enrolMachine, makeProve, type TestSession } from './support/test-machine';

let bench: GatewayBench;
/** A machine that behaves, watched through everything. */
let witness: TestSession;
let n = 0;

beforeAll(async () => {
  bench = await startGatewayBench();
  witness = await connect(bench, await enrolMachine(bench));
});
afterAll(() => bench.stop());

async function witnessIsServed(): Promise<void> {
  n += 1;
  const observation = sampleObservation();
  witness.send({ type: 'observation', n, observedAt: Date.now(), reason: 'periodic', observation });
  expect((await witness.next('ack')).ns).toEqual([n]);
}

const newSession = async () => connect(bench, await enrolMachine(bench));
const wsUrl = () => `${bench.url.replace('http', 'ws')}/agent/v1/ws`;

/** HTTP status and body that an upgrade was refused with. */
function refusedUpgrade(
  options: ConstructorParameters<typeof WebSocket>[2],
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(wsUrl(), options);
    socket.on('open', () => reject(new Error('the upgrade was accepted')));
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_, response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
  });
}

describe('bad input at the WebSocket door', () => {
  it.each([
    ['empty text', '', 'malformed'],
    ['what is not JSON', '{"type":', 'malformed'],
    ['two JSON texts', '{"type":"heartbeat"}{"type":"heartbeat"}', 'malformed'],
    ['an array', '[]', 'malformed'],
    ['null', 'null', 'malformed'],
    ['deep nesting', '['.repeat(10_000), 'malformed'],
    ['a message of unknown type', '{"type":"dance"}', 'unknown-type'],
    ['a message out of order, as one of the handshake', '{"type":"hello"}', 'out-of-order'],
    ['a message too large by one byte', `{"type":"heartbeat","x":"${'x'.repeat(64 * 1024)}"}`, 'too-large'],
  ])('%s ends that session and nobody else notices', async (_, text, code) => {
    const session = await newSession();
    session.send(text);
    expect(await session.next('error')).toMatchObject({ code, text: expect.stringMatching(/\w+\. \w+/) });
    await session.ended;
    await witnessIsServed();
  });

  it.each([1024 * 1024, 8 * 1024 * 1024])('a message too large, of %i bytes, is cut off', async (size) => {
    const session = await newSession();
    session.send('x'.repeat(size));
    await session.ended;
    await witnessIsServed();
  });

  it('a hello with a key that shares no secret is malformed, and nobody else notices', async () => {
    const hello = {
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      sessionKey: Buffer.alloc(32).toString('base64'),
    };
    const socket = new WebSocket(wsUrl());
    socket.on('open', () => socket.send(JSON.stringify(hello)));
    const message = await new Promise<string>((resolve) =>
      socket.once('message', (data) => resolve(String(data))),
    );
    expect(JSON.parse(message)).toMatchObject({
      code: 'malformed',
      text: expect.stringContaining('low order'),
    });
    const { status, bytes } = await postFrame(bench.url, '/agent/v1/session', JSON.stringify(hello));
    expect([status, JSON.parse(Buffer.from(bytes).toString()).code]).toEqual([400, 'malformed']);
    await witnessIsServed();
  });

  it('binary where text belongs ends the session', async () => {
    const socket = new WebSocket(wsUrl());
    socket.on('open', () => socket.send(Buffer.from([1, 2, 3])));
    const message = await new Promise<string>((resolve) =>
      socket.once('message', (data) => resolve(String(data))),
    );
    expect(JSON.parse(message)).toMatchObject({ code: 'malformed' });
  });

  it('a flood of messages ends the session as too many', async () => {
    const session = await newSession();
    for (let count = 0; count < 2_000; count++) session.send({ type: 'heartbeat' });
    expect(await session.next('error')).toMatchObject({ code: 'too-many', final: false });
    await session.ended;
    await witnessIsServed();
  });

  it('a browser is refused: no Origin and no Cookie may come along', async () => {
    expect(await refusedUpgrade({ origin: bench.url })).toMatchObject({ status: 403 });
    expect(await refusedUpgrade({ headers: { cookie: 'a=b' } })).toMatchObject({ status: 403 });
  });

  it('a plain connection that a proxy passed on is told to use TLS', async () => {
    const { status, body } = await refusedUpgrade({ headers: { 'x-forwarded-for': '192.0.2.1' } });
    expect(status).toBe(403);
    expect(body).toMatchObject({ type: 'error', code: 'tls-required', final: true });
  });

  it('a connection that never says hello is let go in time', async () => {
    const socket = new WebSocket(wsUrl());
    const begun = performance.now();
    await new Promise((resolve) => socket.once('close', resolve));
    // Nothing else would end it.
    expect(performance.now() - begun).toBeLessThan(30_000);
    await witnessIsServed();
  });

  it('a machine that never reads is let go before much waits for it, and nobody else notices', async () => {
    const machine = await enrolMachine(bench);
    const admin = bench.database.pool('admin');
    const { rows } = await admin.query('select scope_id from machine where id = $1', [machine.machineId]);
    const ref = {
      id: machine.machineId,
      scopeId: rows[0].scope_id,
      enrolmentId: machine.enrolmentId,
      hostname: 'x',
    };
    const session = await connect(bench, machine);
    session.stopReading();
    for (let count = 0; count < 200; count++) {
      await insertJob(admin, await insertRollout(admin, ref.scopeId), ref, { state: 'queued' });
    }
    await admin.query(`update job set payload = repeat('x', 40000)::bytea where machine_id = $1`, [ref.id]);
    await admin.query(`select pg_notify('teredo_wake', $1)`, [`gateway:${ref.id}`]);
    const connected = async () =>
      (await admin.query('select connected from machine_contact where machine_id = $1', [ref.id])).rows[0]
        .connected;
    await expect.poll(connected, { timeout: 90_000 }).toBe(false);
    await witnessIsServed();
    session.close();
  }, 120_000);
});

describe('bad input at the polling door', () => {
  const provenDoor = async () => {
    const machine = await enrolMachine(bench, 'poll');
    const door = await openPollDoor(bench.url, bench.channelKey);
    await door.exchange([makeProve(door, machine)]);
    await door.next('welcome');
    return { machine, door };
  };

  it('a sealed message altered by one bit is refused wherever the bit is, and the session goes on', async () => {
    const { door } = await provenDoor();
    const whole = door.seal([{ type: 'heartbeat' }]);
    for (const at of [0, 1, 2, 9, 10, 26, whole.length - 1]) {
      const frame = new Uint8Array(whole);
      frame[at] = (frame[at] ?? 0) ^ 1;
      const { status, error } = await door.exchange([], { frame });
      expect([status, error?.code], `bit in byte ${at}`).toEqual([400, 'bad-seal']);
    }
    expect((await door.exchange([{ type: 'heartbeat' }])).status).toBe(200);
  });

  it('the newest frame again gets the same bytes, an older one is refused as replayed', async () => {
    const { door } = await provenDoor();
    const path = `/agent/v1/session/${door.challenge.sessionId}?hold=0`;
    const older = door.seal([{ type: 'heartbeat' }]);
    const first = await door.exchange([{ type: 'heartbeat' }]);
    const again = await postFrame(bench.url, path, older);
    expect(Buffer.from(again.bytes)).toEqual(Buffer.from(first.bytes));
    await door.exchange([{ type: 'heartbeat' }]);
    const { status, bytes } = await postFrame(bench.url, path, older);
    expect(status).toBe(409);
    expect(JSON.parse(Buffer.from(bytes).toString())).toMatchObject({ code: 'replayed' });
  });

  it('the same frame sent five times at once is taken in once and answered alike', async () => {
    const { door, machine } = await provenDoor();
    const observation = sampleObservation();
    const message = { type: 'observation', n: 1, observedAt: Date.now(), reason: 'connect', observation };
    const frame = door.seal([message]);
    const path = `/agent/v1/session/${door.challenge.sessionId}?hold=0`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => postFrame(bench.url, path, frame)));
    expect(new Set(answers.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(1);
    const { rows } = await bench.database
      .pool('admin')
      .query('select count(*)::int as n from observation_history where machine_id = $1', [machine.machineId]);
    expect(rows[0].n).toBe(1);
  });

  it('any worker serves the next request of a session', async () => {
    const another = await bench.startAnother();
    const { door } = await provenDoor();
    const frame = door.seal([{ type: 'heartbeat' }]);
    const path = `/agent/v1/session/${door.challenge.sessionId}?hold=0`;
    expect((await postFrame(`http://127.0.0.1:${another.port}`, path, frame)).status).toBe(200);
    const again = await postFrame(bench.url, path, frame);
    expect(again.status).toBe(200);
  });

  it('an unknown session, a frame of another session and no frame at all are refused each by its name', async () => {
    const { door } = await provenDoor();
    const { door: other } = await provenDoor();
    const path = (id: string) => `/agent/v1/session/${id}`;
    const codeOf = async (id: string, body: Uint8Array | string) => {
      const { bytes } = await postFrame(bench.url, path(id), body);
      return JSON.parse(Buffer.from(bytes).toString()).code;
    };
    expect(await codeOf('00000000-0000-4000-8000-000000000000', door.seal([]))).toBe('session-unknown');
    expect(await codeOf(door.challenge.sessionId, other.seal([{ type: 'heartbeat' }]))).toBe('bad-seal');
    expect(await codeOf(door.challenge.sessionId, '')).toBe('bad-seal');
    expect(await codeOf(door.challenge.sessionId, Buffer.alloc(300 * 1024))).toBe('too-large');
    // As text, in base64, it is a third longer.
    expect(await codeOf(door.challenge.sessionId, 'x'.repeat(300 * 1024))).toBe('bad-seal');
    expect(await codeOf(door.challenge.sessionId, 'x'.repeat(400 * 1024))).toBe('too-large');
    expect(await codeOf(door.challenge.sessionId, 'no base64')).toBe('malformed');
  });

  it('what is wrong inside a good seal is told under the seal, after what was good', async () => {
    const { door } = await provenDoor();
    const observation = sampleObservation();
    await door.exchange([
      { type: 'observation', n: 3, observedAt: Date.now(), reason: 'connect', observation },
      { type: 'dance' },
    ]);
    expect((await door.next('ack')).ns).toEqual([3]);
    expect(await door.next('error')).toMatchObject({ code: 'unknown-type' });
  });

  it('is answered at once when something comes up while it is held', async () => {
    const { door, machine } = await provenDoor();
    const admin = bench.database.pool('admin');
    const begun = performance.now();
    const held = door.exchange([], { hold: 25 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await admin.query(
      `insert into machine_request (machine_id, scope_id, kind) select id, scope_id, 'observe-now' from machine where id = $1`,
      [machine.machineId],
    );
    await admin.query(`select pg_notify('teredo_wake', $1)`, [`gateway:${machine.machineId}`]);
    await held;
    await door.next('observe-now');
    expect(performance.now() - begun, 'it was not held to its end').toBeLessThan(20_000);
  });

  it('an error is plain JSON with a status of its own, and other methods are refused', async () => {
    const answer = await fetch(`${bench.url}/agent/v1/session`, { method: 'POST', body: 'no json' });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'malformed']);
    expect((await fetch(`${bench.url}/agent/v1/session`)).status).toBe(405);
    await witnessIsServed();
  });
});

describe('the rest of the port', () => {
  it('says that it lives, and sends people elsewhere', async () => {
    expect((await fetch(`${bench.url}/healthz`)).status).toBe(200);
    const other = await fetch(`${bench.url}/`);
    expect([other.status, ((await other.json()) as { text: string }).text]).toEqual([
      404,
      expect.stringContaining('dashboard'),
    ]);
  });

  it('has no agent to give where none was built, and says what to do', async () => {
    const answer = await fetch(`${bench.url}/agents/teredo-agent.mjs`);
    expect([answer.status, ((await answer.json()) as { text: string }).text]).toEqual([
      404,
      expect.stringContaining('npm run build'),
    ]);
  });
});

describe('the polling door', () => {
  it('takes no more messages of a machine than the other door, over new sessions too', async () => {
    const machine = await enrolMachine(bench);
    const heartbeats = Array.from({ length: 64 }, () => ({ type: 'heartbeat' }));
    let frames = 0;
    // A busy machine takes its time, in which some are granted anew.
    for (let session = 0; session < 40; session += 1) {
      const door = await openPollDoor(bench.url, bench.channelKey);
      await door.exchange([makeProve(door, machine)]);
      await door.next('welcome');
      for (let frame = 0; frame < 4; frame += 1) {
        await door.exchange(heartbeats);
        const refused = door.received.find((message) => message.type === 'error');
        if (refused !== undefined) {
          expect(refused).toMatchObject({ code: 'too-many', final: false });
          expect(frames).toBeGreaterThanOrEqual(7);
          await witnessIsServed();
          return;
        }
        frames += 1;
      }
    }
    expect.unreachable('nothing was refused');
  });

  it('reads little of whoever has not proved who they are', async () => {
    const large = await postFrame(bench.url, '/agent/v1/session', `{"filler":"${'x'.repeat(5_000)}"}`);
    expect(large.status).toBe(413);
    const door = await openPollDoor(bench.url, bench.channelKey);
    const answer = await door.exchange([], { frame: new Uint8Array(17 * 1024) });
    expect(answer).toMatchObject({ status: 413, error: { code: 'too-large' } });
    await witnessIsServed();
  });

  it('stops looking sessions up for a network that only guesses', async () => {
    const own = await startGatewayBench();
    const guess = () => postFrame(own.url, `/agent/v1/session/${randomUUID()}`, new Uint8Array(40));
    const answers = await Promise.all(Array.from({ length: 400 }, guess));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([404, 429]));
    await own.stop();
  });
});
