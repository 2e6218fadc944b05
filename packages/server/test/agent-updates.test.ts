import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseBytes, type ServerMessage } from '@teredo-fleet/protocol';
import { nodeSignatures, publicBytesOf } from '@teredo-fleet/protocol/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Admission } from '../src/gateway/admission';
import { AgentSession } from '../src/gateway/agent-session';
import { FETCH_LIMITS } from '../src/gateway/fetch-room';
import type { Intake } from '../src/gateway/intake';
import { releaseFiles } from '../src/gateway/release-files';
import { originReader } from '../src/http/client-address';
import { releasesPort } from '../src/process/agent-releases';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import type { DoorName } from './support/test-doors';
import { openDoor } from './support/test-doors';
import { enrolMachine, makeProve, type TestMachine } from './support/test-machine';

const SEED = new Uint8Array(32).fill(3);
const KEY = Buffer.from(publicBytesOf('Ed25519', SEED)).toString('base64');
const PROGRAM = Buffer.from('#!/usr/bin/env node\n// version 0.2.0\n');
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const KEY_ID = sha256Of(Buffer.from(KEY, 'base64'));

const room = mkdtempSync(join(tmpdir(), 'agent-releases-'));
const dist = join(room, 'dist');
const release = join(room, 'release');
let bench: GatewayBench;

function sign(seed = SEED, signed = PROGRAM) {
  const files = [{ system: 'linux', sha256: sha256Of(signed), size: signed.length }];
  const payload = Buffer.from(
    JSON.stringify({ v: 1, version: '0.2.0', signedAt: 1, expiresAt: 4e12, files }),
  );
  const signature = Buffer.from(nodeSignatures.sign(releaseBytes(payload), seed));
  return { payload, signature };
}

function writeRelease({ seed = SEED, program = PROGRAM, signedProgram = PROGRAM } = {}) {
  const { payload, signature } = sign(seed, signedProgram);
  const signed = { payload: payload.toString('base64'), signature: signature.toString('base64') };
  writeFileSync(join(release, 'release.json'), JSON.stringify(signed));
  writeFileSync(join(release, 'teredo-agent.mjs'), program);
}

beforeAll(async () => {
  for (const folder of [dist, release]) mkdirSync(folder);
  bench = await startGatewayBench({ agentFilesDir: dist });
});
afterAll(async () => {
  await bench.stop();
  rmSync(room, { recursive: true });
});
beforeEach(() => {
  writeFileSync(join(dist, 'release-key.pub'), `${KEY}\n`);
  writeRelease();
});

describe('the release that lies on a server', () => {
  const read = () => releasesPort(dist).read();

  it('is read when its signature and all of its files are as they were signed', async () => {
    expect(await read()).toMatchObject({
      key: KEY,
      problem: null,
      found: { release: { version: '0.2.0', files: [{ system: 'linux' }] } },
    });
  });

  it.each<[string, () => void, RegExp | null]>([
    ['without a key', () => rmSync(join(dist, 'release-key.pub')), null],
    ['that is not there', () => rmSync(join(release, 'release.json')), null],
    ['that is rubbish', () => writeFileSync(join(release, 'release.json'), '{'), /no signed release/],
    ['of another key', () => writeRelease({ seed: SEED.map(() => 4) }), /not signed by the release key/],
    [
      'whose file was altered',
      () => writeRelease({ program: Buffer.from(PROGRAM.map((b) => b ^ 1)) }),
      /not the file that was signed/,
    ],
    ['whose file is missing', () => rmSync(join(release, 'teredo-agent.mjs')), /mjs is missing/],
  ])('%s is not offered, with the reason', async (_, damage, reason) => {
    damage();
    const { found, problem } = await read();
    expect(found).toBeNull();
    if (reason === null) expect(problem).toBeNull();
    else expect(problem).toMatch(reason);
  });

  it('is looked at anew once a file changed, also to one of the same size and date', async () => {
    const port = releasesPort(dist);
    const path = join(release, 'teredo-agent.mjs');
    expect((await port.read()).problem).toBeNull();
    const { atime, mtime } = statSync(path);
    writeFileSync(path, Buffer.from(PROGRAM.map((b) => b ^ 1)));
    utimesSync(path, atime, mtime);
    expect((await port.read()).problem).toMatch(/not the file that was signed/);
    writeFileSync(path, PROGRAM);
    expect((await port.read()).problem).toBeNull();
  });

  it('hands out its programs by their hash, and nothing else', async () => {
    const fetched = await fetch(`${bench.url}/agents/releases/${sha256Of(PROGRAM)}`);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(PROGRAM);
    for (const other of ['f'.repeat(64), '..%2frelease.json', 'release.json', ''])
      expect((await fetch(`${bench.url}/agents/releases/${other}`)).status).toBe(404);
  });

  it.each<[string, number, string | null, Buffer]>([
    ['bytes=10-', 206, `bytes 10-${PROGRAM.length - 1}/${PROGRAM.length}`, PROGRAM.subarray(10)],
    [`bytes=${PROGRAM.length}-`, 416, `bytes */${PROGRAM.length}`, Buffer.alloc(0)],
    ['bytes=1-2', 200, null, PROGRAM],
    ['bytes=-5', 200, null, PROGRAM],
    ['lines=1-', 200, null, PROGRAM],
  ])('goes on with a program where %s is asked for', async (range, status, contentRange, bytes) => {
    const response = await fetch(`${bench.url}/agents/releases/${sha256Of(PROGRAM)}`, { headers: { range } });
    expect([response.status, response.headers.get('content-range')]).toEqual([status, contentRange]);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });
});

describe('a flood of requests for programs', () => {
  const path = `/agents/releases/${sha256Of(PROGRAM)}`;

  it('is answered with when to come again once it is more than a large site needs, and takes nothing from sessions', async () => {
    const gateway = await bench.startAnother();
    const url = `http://127.0.0.1:${gateway.port}`;
    const statuses = new Map<number, number>();
    let refused: Response | null = null;
    for (let round = 0; round < 30; round += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${url}${path}`)));
      for (const answer of answers) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status === 429) refused ??= answer;
        else await answer.arrayBuffer();
      }
    }
    expect([...statuses.keys()].sort()).toEqual([200, 429]);
    expect(statuses.get(200)).toBeGreaterThanOrEqual(1_000);
    expect(refused?.headers.get('retry-after')).toBe('10');
    expect(await refused?.json()).toMatchObject({ code: 'too-many', retryAfterSeconds: 10, final: false });
    const guesses = Array.from({ length: 200 }, () => fetch(`${url}/agents/releases/${'f'.repeat(64)}`));
    expect((await Promise.all(guesses)).filter(({ status }) => status === 429).length).toBeGreaterThan(25);
    const machine = await enrolMachine({ ...bench, url }, 'ws');
    expect(machine.machineId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('leaves its room when a program has come, and when whoever asked for it goes away', async () => {
    const admission = new Admission();
    const handOut = releaseFiles({
      folder: dist,
      admission,
      readOrigin: originReader([]),
      limits: FETCH_LIMITS,
    });
    const server = createServer((request, response) => handOut(request, response, request.url ?? ''));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    // More than the sockets between them hold, so that none of it is done before it is read.
    const large = Buffer.alloc(32 * 1024 * 1024);
    writeRelease({ program: large, signedProgram: large });
    const others = Array.from({ length: 299 }, () => admission.fetchProgram('127.0.0.1'));
    const away = new AbortController();
    const first = await fetch(url.replace(sha256Of(PROGRAM), sha256Of(large)), { signal: away.signal });
    expect([first.status, (await fetch(url)).status]).toEqual([200, 429]);
    away.abort();
    await expect.poll(async () => (await fetch(url)).status).toBe(404);
    writeRelease();
    // The room of one is free a moment after all of it has come.
    const hasCome = async () => Buffer.from(await (await fetch(url)).arrayBuffer()).equals(PROGRAM);
    for (let time = 0; time < 3; time += 1) await expect.poll(hasCome).toBe(true);
    expect(others).not.toContain(null);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('a start for which a session has no room', () => {
  it('is not lost: the machine is told of the update anew, so that it says once more that it is ready', () => {
    const sent: ServerMessage[] = [];
    let room = true;
    const link = {
      send(message: ServerMessage) {
        if (room) sent.push(message);
        return room;
      },
      end: () => undefined,
    };
    const identity = {
      machineId: 'm',
      epoch: 1,
      status: 'active' as const,
      key: new Uint8Array(32),
      heartbeatSeconds: 30,
    };
    const session = new AgentSession(identity, link, {} as Intake);
    const deliver = (install: boolean) =>
      session.deliver({
        machineId: 'm',
        epoch: 1,
        status: 'active',
        offers: [],
        answers: [],
        nudges: [],
        overrides: [],
        programs: [],
        cancels: [],
        observeNow: false,
        disconnect: false,
        update: { machineId: 'm', updateId: 'u', ...sign(), install },
      });
    deliver(false);
    deliver(false);
    expect(sent).toMatchObject([{ type: 'update', install: false }]);
    room = false;
    deliver(true);
    room = true;
    deliver(false);
    expect(sent).toMatchObject([{ install: false }, { install: false }]);
  });
});

describe.each<DoorName>(['ws', 'poll'])('over the door %s', (door) => {
  const query = (sql: string, values: unknown[] = []) => bench.database.pool('admin').query(sql, values);

  async function offer() {
    const { payload, signature } = sign();
    await query('delete from agent_update');
    await query(
      `insert into agent_update (version, version_rank, key_id, systems, payload, signature, percent, canaries, at_once,
         max_failures, created_by_id) values ('0.2.0', '{0,2,0}', $1, '{linux}', $2, $3, 100, 1, 1, 1, 'test')`,
      [KEY_ID, payload, signature],
    );
  }

  async function prove(machine: TestMachine, agentVersion: string, updates: object | undefined) {
    const open = await openDoor(door, bench.url, bench.channelKey);
    open.send({ ...makeProve(open, { ...machine, host: { ...machine.host, agentVersion } }), updates });
    await open.next('welcome');
    return open;
  }

  const stateOf = async ({ machineId }: TestMachine) =>
    (await query('select state, text from agent_update_machine where machine_id = $1', [machineId])).rows[0];

  it('a machine fetches, is let begin when it is ready, and comes back with the new version', async () => {
    await offer();
    const machine = await enrolMachine(bench, door);
    const updates = { keyId: KEY_ID, system: 'linux', trial: false };
    const session = await prove(machine, '0.1.0', updates);
    const { payload, signature } = sign();
    const signed = { payload: payload.toString('base64'), signature: signature.toString('base64') };
    expect(await session.next('update')).toEqual({ type: 'update', ...signed, install: false });
    const say = (n: number, state: string, text: string | null = null) =>
      session.send({ type: 'update-status', n, version: '0.2.0', state, text, at: Date.now() });
    say(1, 'downloading');
    say(2, 'ready');
    expect(await session.next('update')).toEqual({ type: 'update', ...signed, install: true });
    expect(await stateOf(machine)).toEqual({ state: 'trying', text: null });
    session.close();
    const trial = await prove(machine, '0.2.0', { ...updates, trial: true });
    expect(await stateOf(machine)).toMatchObject({ state: 'trying' });
    trial.close();
    const after = await prove(machine, '0.2.0', updates);
    expect(await stateOf(machine)).toMatchObject({ state: 'updated' });
    after.close();
  });

  it('a machine that fell back is told of again until it says so, and keeps its reason', async () => {
    await offer();
    const machine = await enrolMachine(bench, door);
    const updates = { keyId: KEY_ID, system: 'linux', trial: false };
    const first = await prove(machine, '0.1.0', updates);
    await first.next('update');
    first.close();
    const second = await prove(machine, '0.1.0', updates);
    await second.next('update');
    const text = 'It ended at once.';
    second.send({ type: 'update-status', n: 1, version: '0.2.0', state: 'fell-back', text, at: Date.now() });
    await second.next('ack');
    expect(await stateOf(machine)).toEqual({ state: 'fell-back', text });
    second.close();
  });

  it('an agent that says nothing of updates gets none', async () => {
    await offer();
    const machine = await enrolMachine(bench, door);
    const session = await prove(machine, '0.1.0', undefined);
    session.send({ type: 'observation', n: 1, observedAt: Date.now(), reason: 'connect', observation: {} });
    await session.next(['ack', 'error']);
    expect(session.received.filter(({ type }) => type === 'update')).toEqual([]);
    session.close();
  });
});
