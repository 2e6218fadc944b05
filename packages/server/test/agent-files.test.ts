import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linuxEnrolCommand } from '../../services/src/token/enrol-command';
import { Admission } from '../src/gateway/admission';
import { agentFiles } from '../src/gateway/agent-files';
import { FETCH_LIMITS, type FetchLimits } from '../src/gateway/fetch-room';
import { originReader } from '../src/http/client-address';

const AGENT = '/agents/teredo-agent.mjs';
const room = mkdtempSync(join(tmpdir(), 'agent-files-'));
const folder = join(room, 'dist');

beforeAll(() => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'teredo-agent.mjs'), 'the agent');
});
afterAll(() => rmSync(room, { recursive: true }));

async function listening(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function ended(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Agents as a gateway hands them out; `others` of the 300 that this network may fetch at once are under way already. */
async function handingOut({ others, limits }: { others: number; limits: FetchLimits }) {
  const admission = new Admission();
  for (let n = 0; n < others; n += 1) expect(admission.fetchProgram('127.0.0.1')).not.toBeNull();
  const handOut = agentFiles({
    folder,
    agentUrl: 'http://fleet',
    admission,
    readOrigin: originReader([]),
    limits,
  });
  const hasRoom = () => {
    const leave = admission.fetchProgram('127.0.0.1');
    leave?.();
    return leave !== null;
  };
  const hadRoom: boolean[] = [];
  const { server, port } = await listening((request, response) => {
    const handedOut = handOut(request, response, request.url ?? '');
    hadRoom.push(hasRoom());
    return handedOut;
  });
  return { server, port, hasRoom, hadRoom };
}

describe('agents as files', () => {
  it('are kept as files by a browser, and not shown as a page', async () => {
    const { server, port } = await handingOut({ others: 0, limits: FETCH_LIMITS });
    const { headers } = await fetch(`http://127.0.0.1:${port}${AGENT}`);
    expect(headers.get('content-disposition')).toBe('attachment; filename="teredo-agent.mjs"');
    await ended(server);
  });

  it('are handed to so many of a network at once; the next is told when to come again', async () => {
    const { server, port } = await handingOut({ others: 299, limits: FETCH_LIMITS });
    const url = `http://127.0.0.1:${port}`;
    expect(await (await fetch(`${url}${AGENT}`)).text()).toBe('the agent');
    await ended(server);
    const full = await handingOut({ others: 300, limits: FETCH_LIMITS });
    for (const path of [AGENT, '/agents/install.sh', '/agents/SHA256SUMS']) {
      const refused = await fetch(`http://127.0.0.1:${full.port}${path}`);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
      expect(await refused.json()).toMatchObject({ code: 'too-many', final: false });
    }
    await ended(full.server);
  });

  it.each([
    ['nothing of one for too long a time', { ...FETCH_LIMITS, silenceMs: 200 }],
    ['too long for one in all', { ...FETCH_LIMITS, longestMs: 200 }],
  ])(
    'keep no place for whoever takes %s',
    async (_, limits) => {
      // More than the sockets between them hold, so that none of it is done before it is read.
      writeFileSync(join(folder, 'teredo-agent.mjs'), Buffer.alloc(32 * 1024 * 1024));
      const { server, port, hasRoom, hadRoom } = await handingOut({ others: 299, limits });
      const silent = createConnection(port, '127.0.0.1', () =>
        silent.write(`GET ${AGENT} HTTP/1.1\r\nHost: x\r\n\r\n`),
      );
      silent.on('error', () => undefined);
      await expect.poll(() => hadRoom, { timeout: 20_000 }).toEqual([false]);
      await expect.poll(hasRoom, { timeout: 20_000 }).toBe(true);
      silent.destroy();
      await ended(server);
    },
    60_000,
  );
});

describe('the line for Linux', () => {
  it('says in plain words that too many fetch the agent now, and runs nothing', async () => {
    let asked = 0;
    const { server, port } = await listening((_, response) => {
      asked += 1;
      response.writeHead(429, { 'retry-after': '1' });
      response.end();
    });
    const agentUrl = `http://127.0.0.1:${port}`;
    const line = linuxEnrolCommand({ agentUrl, sha256: 'ab'.repeat(32), token: 'tf1.x' });
    const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) =>
      execFile('sh', ['-c', line], (error, stdout, stderr) =>
        resolve({ code: error?.code, output: stdout + stderr }),
      ),
    );
    expect(code).toBe(1);
    expect(output).toMatch(
      /could not be fetched\. Where the server answers 429, .* wait a minute, then paste/,
    );
    expect(output).not.toContain('FAILED');
    expect(asked).toBeGreaterThan(1);
    await ended(server);
  }, 60_000);
});
