import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning } from '../../../packages/dev-env/src/process-cost';
import { environmentOf, freePort, type RunningServer, runServer } from './run-server';

let dataDir = '';
let port = 0;
let running: RunningServer[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'teredo-fleet-supervisor-'));
  // PostgreSQL does not run as root: its own user has to get in.
  chmodSync(dataDir, 0o755);
  port = await freePort();
});
afterEach(async () => {
  for (const server of running) {
    server.process.kill('SIGINT');
    await server.ended;
  }
  running = [];
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every role but the pages, which have tests of their own. */
function start(env: Record<string, string> = {}): RunningServer {
  const all = {
    TEREDO_FLEET_DATA_DIR: dataDir,
    PORT: String(port),
    TEREDO_FLEET_ROLES: 'signer,gateway,engine',
    ...env,
  };
  const server = runServer(all);
  running.push(server);
  return server;
}

const agentHealth = async () =>
  (await fetch(`http://127.0.0.1:${port + 1}/healthz`).catch(() => null))?.status ?? null;
const everybody = (server: RunningServer) => [...server.children().values()].flat();

describe('a start', () => {
  it('prints a line a phase and a setup link, and a second one finds everything as it was', async () => {
    const first = start();
    await first.printed(/Ctrl-C stops everything/);
    expect(first.output()).toMatch(/✓ database +\d+\.\d s/);
    expect(first.output()).toMatch(/Set up +http:\/\/localhost:\d+\/setup\?link=\S{20,}/);
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(0);
    const second = start();
    await second.printed(/Ctrl-C stops everything/);
    expect(second.output()).toMatch(/✓ migrations .*unchanged/);
    const link = (server: RunningServer) => /link=(\S+)/.exec(server.output())?.[1];
    expect(link(second)).not.toBe(link(first));
  });

  it('keeps its secrets in files of its own, and tells each role no more than it needs', async () => {
    const server = start();
    await server.printed(/Ctrl-C stops everything/);
    for (const file of ['secret', 'signer/job-key.pem']) {
      expect(statSync(join(dataDir, file)).mode & 0o777, file).toBe(0o600);
    }
    const master = readFileSync(join(dataDir, 'secret'), 'utf8').trim();
    const children = server.children();
    const environment = (name: string) => environmentOf(children.get(name)?.[0] ?? 0);
    for (const name of ['signer.mjs', 'gateway.mjs', 'engine.mjs'])
      expect(environment(name)).not.toContain(master);
    expect(environment('signer.mjs')).toContain('job-key.pem');
    for (const name of ['gateway.mjs', 'engine.mjs']) expect(environment(name)).not.toContain('job-key.pem');
    for (const name of ['signer.mjs', 'engine.mjs'])
      expect(environment(name)).not.toContain('channelSecretKey');
    expect(server.output()).not.toContain(master);
    expect(readFileSync(join(dataDir, 'logs', 'server.log'), 'utf8')).not.toContain(master);
  });

  it('makes the first admin that the environment names, and no link', async () => {
    const env = {
      TEREDO_FLEET_ADMIN_EMAIL: 'Ada@example.com',
      TEREDO_FLEET_ADMIN_PASSWORD: 'correct horse battery',
    };
    const server = start(env);
    await server.printed(/Ctrl-C stops everything/);
    expect(server.output()).not.toContain('Set up');
    expect(server.output()).not.toContain('correct horse battery');
  });

  it('takes several gateway workers on one port', async () => {
    const server = start({ TEREDO_FLEET_GATEWAY_WORKERS: '2' });
    await server.printed(/Ctrl-C stops everything/);
    const [first = 0] = server.children().get('gateway.mjs') ?? [];
    expect(server.children().get('gateway.mjs')).toHaveLength(2);
    process.kill(first, 'SIGKILL');
    // What was handed to it in the moment of its death is lost with it.
    await server.printed(/! gateway \d ended \(signal SIGKILL\)/);
    for (let n = 0; n < 20; n++) expect(await agentHealth()).toBe(200);
    await server.printed(/✓ gateway \d runs again/);
    expect(server.children().get('gateway.mjs')).toHaveLength(2);
  });
});

describe('a start that cannot work says why in one sentence, and leaves nothing running', () => {
  const refused = async (server: RunningServer, sentence: RegExp) => {
    expect(await server.ended).toBe(1);
    expect(server.output().trimEnd().split('\n').at(-1)).toMatch(sentence);
  };

  it('port taken', async () => {
    const other = createServer().listen(port + 1, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    await refused(
      start(),
      /^Port \d+ on 127.0.0.1 is taken by another program: .* set AGENT_PORT to a free port\.$/,
    );
    other.close();
  });

  it('data folder not writable', async () => {
    // The kernel lets nobody make a folder there.
    await refused(
      start({ TEREDO_FLEET_DATA_DIR: '/sys/teredo-fleet' }),
      /^The data folder \/sys\/teredo-fleet is not writable\. Set TEREDO_FLEET_DATA_DIR to a folder that this user may write to\.$/,
    );
  });

  it('data folder that is a file', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    await refused(
      start({ TEREDO_FLEET_DATA_DIR: join(file, 'data') }),
      /^The data folder .* Set TEREDO_FLEET_DATA_DIR/,
    );
  });

  it('second supervisor on the same data folder', async () => {
    const first = start();
    await first.printed(/Ctrl-C stops everything/);
    await refused(
      start({ PORT: String(await freePort()) }),
      /already runs on the data folder .* \(process \d+\): stop it/,
    );
    expect(await agentHealth()).toBe(200);
  });

  it('database that does not answer', async () => {
    const nowhere = `postgresql://nobody:secret-word@127.0.0.1:1/fleet`;
    const server = start({ DATABASE_URL: nowhere });
    await refused(server, /does not answer: .* Check DATABASE_URL/);
    expect(server.output()).not.toContain('secret-word');
  });

  it('variable that cannot be read', async () => {
    await refused(
      start({ TEREDO_FLEET_GATEWAY_WORKERS: 'many' }),
      /^TEREDO_FLEET_GATEWAY_WORKERS must be a whole number from 1 to 64\.$/,
    );
  });

  it('master secret lost while the database was kept', async () => {
    const first = start();
    await first.printed(/Ctrl-C stops everything/);
    first.process.kill('SIGTERM');
    await first.ended;
    rmSync(join(dataDir, 'secret'));
    await refused(start(), /^The master secret is not the one that this database was set up with/);
  });

  it('job key lost while the database was kept', async () => {
    const first = start();
    await first.printed(/Ctrl-C stops everything/);
    first.process.kill('SIGTERM');
    await first.ended;
    rmSync(join(dataDir, 'signer'), { recursive: true });
    await refused(
      start(),
      /^The job key .* is missing, and enrolled machines trust only that key: restore it/,
    );
  });
});

describe('faults while it runs', () => {
  it('starts each role again that is killed, one after another', async () => {
    const server = start();
    await server.printed(/Ctrl-C stops everything/);
    for (const role of ['signer', 'engine', 'gateway']) {
      const [pid = 0] = server.children().get(`${role}.mjs`) ?? [];
      process.kill(pid, 'SIGKILL');
      await server.printed(new RegExp(`! ${role} ended \\(signal SIGKILL\\)`));
      await server.printed(new RegExp(`✓ ${role} runs again`));
    }
    expect(await agentHealth()).toBe(200);
  });

  it('starts the database again when it ends', async () => {
    const server = start();
    await server.printed(/Ctrl-C stops everything/);
    const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
    process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
    await server.printed(/! the database ended; starting it again/);
    await server.printed(/✓ the database runs again/);
    expect(existsSync(file)).toBe(true);
    expect(await agentHealth()).toBe(200);
    expect(server.output()).not.toMatch(/! (signer|engine|gateway) ended/);
  });

  it('ends every role when the supervisor is killed, and starts again over what it left', async () => {
    const first = start();
    await first.printed(/Ctrl-C stops everything/);
    const roles = everybody(first).filter((pid) => pid !== first.process.pid);
    const ours = [...first.children()].flatMap(([name, pids]) => (name.endsWith('.mjs') ? pids : []));
    expect(roles.length).toBeGreaterThanOrEqual(ours.length);
    first.process.kill('SIGKILL');
    await first.ended;
    await expect.poll(() => ours.filter(isRunning), { timeout: 10_000 }).toEqual([]);
    const second = start();
    await second.printed(/Ctrl-C stops everything/);
    expect(await agentHealth()).toBe(200);
  });

  it('stops everything, database included, when whoever started it was killed', async () => {
    const server = start();
    await server.printed(/Ctrl-C stops everything/);
    const family = everybody(server);
    expect(family.length).toBeGreaterThanOrEqual(4);
    server.process.disconnect();
    expect(await server.ended).toBe(0);
    expect(family.filter(isRunning)).toEqual([]);
    expect(existsSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
  });

  it('stops everything, database included, at any moment of its start', async () => {
    for (const delayMs of [0, 250, 600, 1_200]) {
      const server = start();
      await server.printed(/✓ data folder/);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      server.process.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      expect(existsSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
      expect(existsSync(join(dataDir, 'supervisor.lock'))).toBe(false);
    }
  });
});
