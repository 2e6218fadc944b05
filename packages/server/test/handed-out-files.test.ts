import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { releaseBytes } from '@teredo-fleet/protocol';
import { nodeSignatures, publicBytesOf } from '@teredo-fleet/protocol/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Admission } from '../src/gateway/admission';
import { agentFiles } from '../src/gateway/agent-files';
import { FETCH_LIMITS } from '../src/gateway/fetch-room';
import { releaseFiles } from '../src/gateway/release-files';
import { originReader } from '../src/http/client-address';

/** More than the sockets between both ends hold, so that none is done before it is read. */
const SIZE = 32 * 1024 * 1024;
const FILE = Buffer.alloc(SIZE, 'o');
const sha256 = createHash('sha256').update(FILE).digest('hex');
const AGENT = '/agents/teredo-agent.mjs';
const RELEASE = `/agents/releases/${sha256}`;

const room = mkdtempSync(join(tmpdir(), 'handed-out-'));
const folder = join(room, 'dist');
const release = join(room, 'release');
/** Where the file of each address lies. */
const places = {
  [AGENT]: join(folder, 'teredo-agent.mjs'),
  [RELEASE]: join(release, 'teredo-agent.mjs'),
};
const PATHS = [AGENT, RELEASE] as const;
let server: Server;
let port = 0;

function writeRelease(): void {
  const seed = new Uint8Array(32).fill(3);
  const files = [{ system: 'linux', sha256, size: SIZE }];
  const payload = Buffer.from(
    JSON.stringify({ v: 1, version: '0.2.0', signedAt: 1, expiresAt: 4e12, files }),
  );
  const signature = Buffer.from(nodeSignatures.sign(releaseBytes(payload), seed));
  const signed = { payload: payload.toString('base64'), signature: signature.toString('base64') };
  writeFileSync(join(release, 'release.json'), JSON.stringify(signed));
  const key = Buffer.from(publicBytesOf('Ed25519', seed)).toString('base64');
  writeFileSync(join(folder, 'release-key.pub'), key);
}

beforeAll(() => {
  for (const one of [folder, release]) mkdirSync(one);
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', join(room, 'key'), '-out', join(room, 'crt')];
  execFileSync('openssl', ['req', '-x509', ...kind, ...files, '-subj', '/CN=localhost'], { stdio: 'ignore' });
  writeRelease();
});
afterAll(() => rmSync(room, { recursive: true }));

beforeEach(async () => {
  for (const path of Object.values(places)) writeFileSync(path, FILE);
  const parts = { folder, admission: new Admission(), readOrigin: originReader([]), limits: FETCH_LIMITS };
  const [agents, releases] = [agentFiles({ ...parts, agentUrl: 'https://fleet' }), releaseFiles(parts)];
  const keys = { key: readFileSync(join(room, 'key')), cert: readFileSync(join(room, 'crt')) };
  server = createServer(keys, (request, response) =>
    (request.url === RELEASE ? releases : agents)(request, response, request.url ?? ''),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Asks and takes the first piece of the answer, then no more of it until the rest is asked for. */
async function ask(path: string, method = 'GET') {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  socket.on('error', () => undefined);
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  await once(socket, 'data');
  socket.pause();
  return {
    /** All that came until the connection ended. */
    async rest() {
      socket.resume();
      if (!socket.closed) await once(socket, 'close');
      const answer = Buffer.concat(parts);
      const end = answer.indexOf('\r\n\r\n');
      return { head: answer.subarray(0, end).toString().toLowerCase(), body: answer.subarray(end + 4) };
    },
  };
}

describe.each(PATHS)('%s', (path) => {
  it('comes whole', async () => {
    const { head, body } = await (await ask(path)).rest();
    expect(head).toContain(`\r\ncontent-length: ${SIZE}`);
    expect(body.equals(FILE)).toBe(true);
  });

  it('takes little memory over TLS while nobody reads it', async () => {
    await (await ask(path)).rest();
    const before = process.memoryUsage().rss;
    await Promise.all(Array.from({ length: 8 }, () => ask(path)));
    expect(process.memoryUsage().rss - before).toBeLessThan(4 * SIZE);
  });

  it('is the one that was begun when another is put in its place meanwhile', async () => {
    const asked = await ask(path);
    writeFileSync(join(room, 'other'), 'another agent');
    renameSync(join(room, 'other'), places[path]!);
    expect((await asked.rest()).body.equals(FILE)).toBe(true);
  });

  it('is as long as was said when it grows meanwhile', async () => {
    const asked = await ask(path);
    appendFileSync(places[path]!, FILE.subarray(0, 1_000));
    expect((await asked.rest()).body.equals(FILE)).toBe(true);
  });

  it('is cut off when it shrinks meanwhile, and nobody waits for more', async () => {
    const asked = await ask(path);
    truncateSync(places[path]!, SIZE - 1_000);
    expect((await asked.rest()).body.length).toBeLessThan(SIZE);
  });
});

describe('an agent that is asked for by HEAD', () => {
  it('is described as by GET, and does not come', async () => {
    const [got, headed] = [await (await ask(AGENT)).rest(), await (await ask(AGENT, 'HEAD')).rest()];
    const lines = (head: string) => head.split('\r\n').filter((line) => !line.startsWith('date:'));
    expect(lines(headed.head)).toEqual(lines(got.head));
    expect(headed.head).toContain(`\r\netag: "${sha256}"`);
    expect(headed.body).toHaveLength(0);
  });
});

describe('the SHA-256 of an agent', () => {
  it('is that of the file that lies there now, also of one of the same size and date', async () => {
    const told = async () => (await (await ask(`${AGENT}.sha256`)).rest()).body.toString();
    expect(await told()).toContain(sha256);
    const other = Buffer.alloc(SIZE, 'p');
    writeFileSync(places[AGENT]!, other);
    utimesSync(places[AGENT]!, 1, 1);
    expect(await told()).toContain(createHash('sha256').update(other).digest('hex'));
    writeFileSync(places[AGENT]!, FILE);
    utimesSync(places[AGENT]!, 1, 1);
    expect(await told()).toContain(sha256);
  });
});
