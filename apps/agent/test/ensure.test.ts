import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeRequests, encodeStanding, type Standing } from '@teredo-fleet/agent-core';
import { createLinuxApplicationBox } from '@teredo-fleet/platform';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const app = fileURLToPath(new URL('..', import.meta.url));
const program = join(app, 'dist', 'teredo-agent.mjs');
/** Installers run as administrators, applications as whoever uses them. */
const isRoot = process.getuid?.() === 0;
const caller = isRoot ? 65_534 : undefined;

let folder: string;
let options: string[];
const box = () => createLinuxApplicationBox(join(folder, 'exchange'));

beforeAll(() => {
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: app, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ensure-test-'));
  chmodSync(folder, 0o755);
  const conf = join(folder, 'miredo.conf');
  writeFileSync(conf, 'RelayType client\nServerAddress teredo.example.net\n');
  const places = { '--miredo-conf': conf, '--miredo-pid-file': join(folder, 'none.pid') };
  options = ['--exchange-folder', join(folder, 'exchange'), '--state-dir', join(folder, 'state')];
  for (const [name, path] of Object.entries(places)) options.push(name, path);
  await box().open();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const standing = (change: Partial<Standing> = {}): Standing => ({
  v: 1,
  at: Date.now(),
  status: 'active',
  connected: true,
  seen: null,
  coming: null,
  ...change,
});
const tell = (change: Partial<Standing> = {}) => box().tell(encodeStanding(standing(change)));

function ensure(args: string[]) {
  const words = [program, 'ensure', ...args, ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: '/',
    encoding: 'utf8',
    uid: caller,
    gid: caller,
    timeout: 25_000,
  });
  return { status, stdout, stderr };
}
const left = () =>
  readdirSync(join(folder, 'exchange', 'requests')).flatMap((name) =>
    decodeRequests(readFileSync(join(folder, 'exchange', 'requests', name), 'utf8').trim(), Date.now()),
  );

describe('teredo-agent ensure, by somebody without rights', () => {
  it.each([
    [[], /required option/],
    [['--app', ''], /1 to 64 characters/],
    [['--app', 'two\nlines'], /1 to 64 characters/],
    [['--app', 'x', '--wait', 'soon'], /--wait takes seconds/],
    [['--app', 'x', '--wait', '3601'], /--wait takes seconds/],
  ])('is a wrong call: %j', (args, words) => {
    const { status, stdout, stderr } = ensure(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(words);
    expect(left()).toEqual([]);
  });

  it('says that no agent runs here, and asks nobody', () => {
    const { status, stdout } = ensure(['--app', 'Example Chat']);
    expect([status, stdout]).toEqual([3, expect.stringMatching(/^No agent of Teredo Fleet runs .*\n$/)]);
    expect(left()).toEqual([]);
  });

  it('is not allowed where nothing is approved, and leaves the request', async () => {
    await tell();
    const { status, stdout, stderr } = ensure(['--app', '$(id) <b>Chat</b>']);
    expect([status, stderr]).toEqual([11, '']);
    expect(stdout).toMatch(/^Not allowed now\. Nothing that is approved .* The request was left .*\.\n$/);
    expect(left().map(({ application }) => application)).toEqual(['$(id) <b>Chat</b>']);
  });

  it('will be ready after the notice where a change is on its way, and says so as JSON', async () => {
    await tell({ coming: { state: 'notifying', until: null } });
    const { status, stdout } = ensure(['--app', 'Example Chat', '--json']);
    expect(status).toBe(10);
    expect(JSON.parse(stdout)).toEqual({
      application: 'Example Chat',
      code: 'after-notice',
      exitCode: 10,
      text: expect.stringContaining('the people on this machine are being told'),
    });
  });

  it('is blocked where Teredo has no server to talk to, and says why', async () => {
    writeFileSync(join(folder, 'miredo.conf'), 'RelayType client\n');
    await tell();
    const { status, stdout } = ensure(['--app', 'Example Chat']);
    expect([status, stdout]).toEqual([12, expect.stringMatching(/^Blocked: Miredo has no Teredo server/)]);
  });

  it.runIf(isRoot)('takes the agent at its word where it may not look itself', async () => {
    chmodSync(join(folder, 'miredo.conf'), 0o600);
    await tell({ seen: { at: Date.now(), readiness: { kind: 'ready', texts: [] } } });
    expect(ensure(['--app', 'Example Chat']).status).toBe(0);
    await tell({ seen: null });
    expect(ensure(['--app', 'Example Chat']).status).toBe(13);
  });

  it('does not believe an agent that somebody else plays, nor one that stopped', async () => {
    await tell({ at: Date.now() - 400_000 });
    expect(ensure(['--app', 'Example Chat']).status).toBe(3);
    await tell();
    chmodSync(join(folder, 'exchange'), 0o777);
    expect(ensure(['--app', 'Example Chat']).status).toBe(3);
  });

  it('waits until something changes', async () => {
    await tell();
    const words = [program, 'ensure', '--app', 'Example Chat', '--wait', '60', ...options];
    const waiting = spawn(process.execPath, words, { stdio: 'ignore', uid: caller, gid: caller });
    const ended = new Promise<number | null>((resolve) => waiting.once('exit', resolve));
    await expect.poll(() => left().length, { timeout: 20_000 }).toBe(1);
    expect(waiting.exitCode).toBeNull();
    rmSync(join(folder, 'exchange', 'standing'));
    expect(await ended).toBe(3);
  }, 90_000);
});
