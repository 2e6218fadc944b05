import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discardEmbeddedPostgres, type EmbeddedPostgres, startEmbeddedPostgres } from '../src';

const fixture = fileURLToPath(new URL('./embedded-owner.fixture.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
let lines: string[];
let started: EmbeddedPostgres[];
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-embedded-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'data');
  [lines, started, children] = [[], [], []];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const database of started) await database.stop();
  await discardEmbeddedPostgres(dataDir, join(folder, 'fallback'));
  rmSync(folder, { recursive: true, force: true });
});

async function start(rest: { port?: number; fallbackRoot?: string } = {}): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({
    dataDir,
    durable: false,
    log: (line) => lines.push(line),
    ...rest,
  });
  started.push(database);
  return database;
}

async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    return (await client.query<{ v: T }>(sql)).rows.map((row) => row.v);
  } finally {
    await client.end();
  }
}

interface Said {
  adminUrl?: string;
  folder?: string;
  code?: string;
  message?: string;
  log?: string;
  interrupted?: boolean;
}

/** Another process that runs the database, and what it says, line by line. */
function spawnOwner(args: string[] = [dataDir], uid?: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', fixture, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    ...(uid === undefined ? {} : { uid, gid: uid, env: { PATH: process.env.PATH, HOME: folder } }),
  });
  children.push(child);
  const reader = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async () => JSON.parse((await reader.next()).value) as Said;
  return { child, said };
}

const postmaster = () =>
  Number(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

it('keeps data, password and port over a restart', async () => {
  const first = await start();
  await query(first.adminUrl, 'create table kept as select 7 as v');
  await first.stop();
  await expect(query(first.adminUrl, 'select 1 as v')).rejects.toThrow();
  const second = await start();
  expect(second.adminUrl).toBe(first.adminUrl);
  expect(await query(second.adminUrl, 'select v from kept')).toEqual([7]);
});

it('keeps password and port in files that only this user may read', async () => {
  await start();
  for (const name of ['password', 'port', 'owner.json', 'postgres.log']) {
    expect(statSync(join(dataDir, 'postgres', name)).mode & 0o077, name).toBe(0);
  }
});

it('listens on the loopback address only, and asks for a password', async () => {
  const database = await start();
  expect(
    await query(
      database.adminUrl,
      `select current_setting('listen_addresses') || current_setting('unix_socket_directories') as v`,
    ),
  ).toEqual(['127.0.0.1']);
  const wrong = database.adminUrl.replace(/:[^:@]+@/, ':wrong@');
  await expect(query(wrong, 'select 1 as v')).rejects.toThrow(/password authentication failed/);
});

it('takes another port when its own is taken', async () => {
  const first = await start();
  await first.stop();
  const blocker = createServer().listen(first.port, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const second = await start();
  expect(second.port).not.toBe(first.port);
  await new Promise((resolve) => blocker.close(resolve));
});

it('refuses a second start on the same folder and names the process', async () => {
  await start();
  const { said } = spawnOwner();
  expect(await said()).toMatchObject({
    code: 'in-use',
    message: expect.stringMatching(new RegExp(`Process ${process.pid} .*TEREDO_FLEET_DATA_DIR`)),
  });
});

it('starts again after its server was killed and left the database running', async () => {
  const { child, said } = spawnOwner();
  const { adminUrl = '' } = await said();
  await query(adminUrl, 'create table kept as select 7 as v');
  const left = postmaster();
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(await query(adminUrl, 'select v from kept')).toEqual([7]);
  const database = await start();
  expect(lines).toEqual([expect.stringContaining('earlier run')]);
  expect(postmaster()).not.toBe(left);
  expect(await query(database.adminUrl, 'select v from kept')).toEqual([7]);
});

it('recovers after the database itself was killed', async () => {
  const first = await start();
  await query(first.adminUrl, 'create table kept as select 7 as v');
  process.kill(postmaster(), 'SIGKILL');
  await first.ended;
  await first.stop();
  const second = await start();
  expect(await query(second.adminUrl, 'select v from kept')).toEqual([7]);
});

it('is not misled by a process number that is another program by now', async () => {
  const first = await start();
  await first.stop();
  const other = spawn('sleep', ['60']);
  children.push(other);
  const pidFile = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  writeFileSync(pidFile, `${other.pid}\n${first.folder}\n1\n${first.port}\n`);
  const second = await start();
  expect(await query(second.adminUrl, 'select 1 as v')).toEqual([1]);
  expect(other.exitCode).toBeNull();
});

it('begins again when making the cluster was interrupted', async () => {
  mkdirSync(join(dataDir, 'postgres', 'cluster.new', 'base'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres', 'cluster.new', 'PG_VERSION'), '18\n');
  expect(await query((await start()).adminUrl, 'select 1 as v')).toEqual([1]);
});

it('outlives the Ctrl-C of the terminal until it is stopped', async () => {
  const { child, said } = spawnOwner();
  const { adminUrl = '' } = await said();
  process.kill(-(child.pid ?? 0), 'SIGINT');
  expect(await said()).toEqual({ interrupted: true });
  expect(await query(adminUrl, 'select 1 as v')).toEqual([1]);
  child.stdin?.write('stop\n');
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  await expect(query(adminUrl, 'select 1 as v')).rejects.toThrow(/ECONNREFUSED/);
  expect(existsSync(join(dataDir, 'postgres', 'owner.json'))).toBe(false);
});

it('says that the folder is in use to a start within the same process too', async () => {
  await start();
  await expect(start()).rejects.toMatchObject({ code: 'in-use' });
});

it('shows the log when the database does not start', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(first.folder, 'postgresql.auto.conf'), 'shared_buffers = nonsense\n');
  await expect(start()).rejects.toMatchObject({
    code: 'start-failed',
    message: expect.stringContaining('nonsense'),
  });
});

describe.runIf(isRoot)('as root', () => {
  it('runs the database as another user', async () => {
    await start();
    expect(readFileSync(`/proc/${postmaster()}/status`, 'utf8')).not.toMatch(/^Uid:\s+0\b/m);
  });

  it('falls back to another folder when that user cannot enter this one, says so, and finds it again', async () => {
    chmodSync(folder, 0o700);
    const fallbackRoot = mkdtempSync(join(tmpdir(), 'teredo-fleet-fallback-'));
    chmodSync(fallbackRoot, 0o755);
    const first = await start({ fallbackRoot });
    expect(first.folder.startsWith(fallbackRoot)).toBe(true);
    expect(lines).toEqual([expect.stringContaining(`The database is kept in ${fallbackRoot}`)]);
    await query(first.adminUrl, 'create table kept as select 7 as v');
    await first.stop();
    const second = await start({ fallbackRoot });
    expect(second.folder).toBe(first.folder);
    expect(await query(second.adminUrl, 'select v from kept')).toEqual([7]);
    await second.stop();
    await discardEmbeddedPostgres(dataDir, fallbackRoot);
    expect(readdirSync(fallbackRoot)).toEqual([]);
    rmSync(fallbackRoot, { recursive: true });
  });

  it('works for an ordinary user as well', async () => {
    const nobody = 65_534;
    chownSync(folder, nobody, nobody);
    const { child, said } = spawnOwner([dataDir], nobody);
    const { adminUrl = '' } = await said();
    expect(await query(adminUrl, 'select 1 as v')).toEqual([1]);
    expect(readFileSync(`/proc/${postmaster()}/status`, 'utf8')).toMatch(/^Uid:\s+65534\b/m);
    child.stdin?.write('stop\n');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  });

  it('tells an ordinary user that the folder cannot be written', async () => {
    const { said } = spawnOwner([join(folder, 'not-mine')], 65_534);
    expect(await said()).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('TEREDO_FLEET_DATA_DIR'),
    });
  });
});
