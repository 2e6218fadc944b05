import { execFile, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { insertMachine, insertRollout, insertScope } from '@teredo-fleet/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type MadeToken, makeToken } from './support/program';
import { type Credentials, startWebBench, type WebBench } from './support/web-bench';

/* The terminal's program, as a process of its own, against the web role over a real port. */

const app = fileURLToPath(new URL('../../../apps/cli/', import.meta.url));
const program = join(app, 'dist', 'teredo-fleet.mjs');

let bench: WebBench;
let folder: string;
let bundles: string;
let owner: Credentials;
let operator: MadeToken;
let viewer: MadeToken;
let machineId: string;

beforeAll(async () => {
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: app, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-terminal-'));
  bundles = mkdtempSync(join(tmpdir(), 'teredo-fleet-bundles-'));
  bench = await startWebBench({ bundlesDir: bundles });
  owner = await bench.makeUser('admin');
  operator = await makeToken(bench, owner, { role: 'operator' });
  viewer = await makeToken(bench, owner);
  machineId = (await insertMachine(bench.database.pool('admin'), {})).id;
  await bench.database
    .pool('admin')
    .query(`update machine set hostname = 'branch-7', labels = $2 where id = $1`, [
      machineId,
      ['kiosk\u001b[2J'],
    ]);
});
afterAll(async () => {
  await bench.stop();
  for (const one of [folder, bundles]) rmSync(one, { recursive: true, force: true });
});
afterEach(() => rmSync(loginFile(), { force: true }));

const loginFile = () => join(folder, 'teredo-fleet', 'login.json');

interface Ended {
  code: number;
  out: string;
  err: string;
}

interface RunOptions {
  env?: Record<string, string>;
  input?: string;
}

function run(args: string[], { env = {}, input }: RunOptions = {}): Promise<Ended> {
  const environment = { PATH: process.env.PATH, XDG_CONFIG_HOME: folder, NO_COLOR: '1', ...env };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, ...args],
      { cwd: folder, env: environment as NodeJS.ProcessEnv },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
    child.stdin?.end(input ?? '');
  });
}

const as = (token: MadeToken, args: string[]) =>
  run(args, { env: { TEREDO_FLEET_SERVER: bench.url, TEREDO_FLEET_API_TOKEN: token.secret } });

const GATE = {
  minSample: 1,
  maxFailures: 1,
  maxFailPercent: 0,
  successPercent: 100,
  coveragePercent: 100,
  maxLatePercent: 100,
  maxBlockedPercent: 100,
  soakSeconds: 0,
  promotion: 'automatic',
};

async function post(path: string, body: object): Promise<{ id: string; planHash: string }> {
  const headers = { authorization: `Bearer ${operator.secret}`, 'content-type': 'application/json' };
  const answer = await fetch(`${bench.url}/api/v1${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { id: string; planHash: string };
}

/** A plan of one wave for every machine that waits for an approval. Gives its id. */
async function submitPlan(name: string): Promise<string> {
  const off = { mode: 'off', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null };
  const desired = {
    teredo: off,
    ipv6: 'leave',
    firewall: 'leave',
    allowReboot: false,
    acceptFirewallOff: false,
  };
  const policy = { kind: 'none', mayRefuse: false, minimumNoticeSeconds: 0, maxDeferrals: 0 };
  const waits = { minimumDeferralSeconds: 60, answerTimeoutSeconds: 60, whenNobodyLoggedOn: 'start' };
  const draft = {
    target: { filter: {}, mode: 'frozen' },
    work: { kind: 'apply', desired },
    waves: [{ name: 'All', selection: { kind: 'rest' }, gate: GATE, patienceSeconds: 60 }],
    notice: { policy: { ...policy, ...waits } },
    endAt: Date.now() + 3_600_000,
  };
  const { rows } = await bench.database
    .pool('admin')
    .query<{ scopeId: string }>('select scope_id as "scopeId" from machine where id = $1', [machineId]);
  const { id, planHash } = await post('/rollouts', { name, draft, ...rows[0]! });
  await post(`/rollouts/${id}/submit`, { planHash, reason: 'from a terminal' });
  return id;
}

describe('teredo-fleet', () => {
  it('lists and shows machines in words, with nothing in them that moves the cursor', async () => {
    const listed = await as(viewer, ['machines', 'list', '--search', 'branch']);
    expect([listed.code, listed.err]).toEqual([0, '']);
    expect(listed.out).toMatch(/^MACHINE +CONTACT .*\nbranch-7 +never-seen .*\n1 of 1\n$/);
    const shown = await as(viewer, ['machines', 'show', 'BRANCH-7']);
    expect(shown.out).toContain(`id             ${machineId}`);
    expect(shown.out).toContain('kiosk\ufffd[2J');
    expect(shown.out).not.toContain('\u001b');
  });

  it('prints what the server answered as JSON', async () => {
    const { out } = await as(viewer, ['machines', 'list', '--json', '--status', 'active', '--limit', '1']);
    expect(JSON.parse(out)).toMatchObject({
      total: 1,
      rows: [{ id: machineId, labels: ['kiosk\u001b[2J'] }],
    });
    expect(out).not.toContain('\u001b');
  });

  it('changes a machine with the notice that the server proposes, and shows and pauses the rollout', async () => {
    const what = ['machines', 'toggle', 'branch-7', 'off', '--reason', 'from a terminal'];
    const dry = await as(viewer, [...what, '--dry-run']);
    expect(dry.code, dry.err).toBe(0);
    const started = await as(operator, [...what, '--json']);
    expect(started.code, started.err).toBe(0);
    const { rolloutId } = JSON.parse(started.out);
    expect((await as(viewer, ['rollouts', 'list'])).out).toContain(rolloutId);
    const shown = await as(viewer, ['rollouts', 'show', rolloutId]);
    expect(shown.out).toMatch(/reason +from a terminal/);
    expect((await as(operator, ['rollouts', 'pause', rolloutId, '--reason', 'look first'])).out).toBe(
      'Paused.\n',
    );
    expect(JSON.parse((await as(viewer, ['rollouts', 'show', rolloutId, '--json'])).out).state).toBe(
      'paused',
    );
    const report = await as(viewer, ['rollouts', 'report', rolloutId, '--format', 'csv']);
    expect(report.out).toContain('branch-7');
    const ofThen = async (...moment: string[]) => as(viewer, ['rollouts', 'report', rolloutId, ...moment]);
    const { startedAt } = JSON.parse((await ofThen()).out).rollout;
    const then = await ofThen('--at', startedAt);
    expect(JSON.parse(then.out)).toMatchObject({ asOf: startedAt, rollout: { state: 'running' } });
    const before = await ofThen('--at', '2026-10-25T02:30', '--time-zone', 'Europe/Oslo', '--later');
    expect([before.code, before.err]).toEqual([4, expect.stringMatching(/had not started at that moment/)]);
  }, 60_000);

  it('lists evidence bundles, and takes one that is finished, whole or not at all', async () => {
    const bytes = randomBytes(70_000);
    const sha256 = createHash('sha256').update(bytes).digest();
    const sql = bench.database.pool('admin');
    const rollout = await insertRollout(sql, await insertScope(sql));
    const { rows } = await sql.query<{ id: string }>(
      `insert into evidence_bundle (rollout_id, scope_id, requested_by_name, state, manifest, key_id, signature, interim, host,
         bytes, sha256, finished_at, expires_at)
       values ($1, $2, 'Ada', 'ready', '{}', 'the-key', $3, false, 'here', $4, $5, now(), now() + interval '7 days') returning id`,
      [rollout.id, rollout.scopeId, Buffer.alloc(64), bytes.length, sha256],
    );
    const id = rows[0]!.id;
    writeFileSync(join(bundles, `${id}.zip`), bytes);
    const auditor = await makeToken(bench, owner, { role: 'auditor' });
    expect((await as(auditor, ['evidence', 'list', '--rollout', rollout.id])).out).toMatch(
      new RegExp(`${id} +ready .* 70000 +Turn Teredo on\n`),
    );
    const taken = await as(auditor, ['evidence', 'take', id, '--output', 'taken.zip']);
    expect([taken.code, taken.err]).toEqual([0, '']);
    expect(taken.out).toContain(`SHA-256 ${sha256.toString('hex')}\nSigned by the key the-key\n`);
    expect(bytes.equals(readFileSync(join(folder, 'taken.zip')))).toBe(true);
    const again = await as(auditor, ['evidence', 'take', id, '--output', 'taken.zip']);
    expect(again).toMatchObject({
      code: 3,
      err: 'taken.zip is there already. Name another file with --output.\n',
    });
    writeFileSync(join(bundles, `${id}.zip`), randomBytes(bytes.length));
    const other = await as(auditor, ['evidence', 'take', id, '--output', 'other.zip']);
    expect([other.code, other.err]).toEqual([5, expect.stringMatching(/^What came has the SHA-256 /)]);
    expect(readdirSync(folder).filter((name) => /zip/.test(name))).toEqual(['taken.zip']);
    expect((await as(viewer, ['evidence', 'take', id])).code).toBe(4);
    const made = await as(auditor, ['evidence', 'make', rollout.id, '--wait', '0']);
    expect([made.code, made.err]).toEqual([
      5,
      expect.stringMatching(/Take it later: teredo-fleet evidence take /),
    ]);
  }, 60_000);

  it('shows a rollout in waves: how far it is, what it waits for, and each machine once', async () => {
    const id = await submitPlan('Kiosks, in waves');
    const shown = await as(viewer, ['rollouts', 'show', id]);
    expect([shown.code, shown.err]).toEqual([0, '']);
    expect(shown.out).toMatch(/^machines +1, of them 1 waiting$/m);
    expect(shown.out).toMatch(/^done at +It has not started\.$/m);
    expect(shown.out).toMatch(/^WAVE +NAME +OPENED +MACHINES +OF THEM\n0 +All +- +1 +1 waiting$/m);
    const listed = await as(viewer, ['rollouts', 'list']);
    expect(listed.out).toMatch(new RegExp(`^${id} +awaiting-approval .* 1 waiting +Kiosks, in waves$`, 'm'));
    const members = await as(viewer, ['rollouts', 'members', id]);
    expect(members.out).toContain('Wave 1 is not open yet. The rollout awaits approval.');
  });

  it('keeps a login where only its user can read it, for that server only', async () => {
    const kept = await run(['login', '--server', bench.url], { input: `${viewer.secret}\n` });
    expect(kept.code, kept.err).toBe(0);
    expect(kept.out).not.toContain(viewer.secret);
    expect(statSync(loginFile()).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(loginFile(), 'utf8'))).toEqual({
      server: bench.url,
      token: viewer.secret,
    });
    expect((await run(['whoami'])).out).toMatch(/role +viewer/);
    const elsewhere = await run(['whoami', '--server', 'https://other.example.com']);
    expect([elsewhere.code, elsewhere.err]).toEqual([6, expect.stringMatching(/There is no API token/)]);
    chmodSync(loginFile(), 0o644);
    const open = await run(['whoami']);
    expect([open.code, open.err]).toEqual([6, expect.stringMatching(/may be read by other users/)]);
    chmodSync(loginFile(), 0o600);
    await run(['logout']);
    expect(existsSync(loginFile())).toBe(false);
  });

  it('says that no server is named where a token alone is given', async () => {
    const lost = await run(['whoami'], { env: { TEREDO_FLEET_API_TOKEN: viewer.secret } });
    expect([lost.code, lost.err]).toEqual([6, expect.stringMatching(/^No server is named\./)]);
    expect((await run(['whoami'])).err).toMatch(/^There is no API token\./);
  });

  it('keeps nothing of a token that opens nothing', async () => {
    const refused = await run(['login', '--server', bench.url], { input: `tfa_${'A'.repeat(43)}\n` });
    expect([refused.code, refused.err]).toEqual([6, expect.stringMatching(/not known here/)]);
    expect(existsSync(loginFile())).toBe(false);
  });

  it('reads a token from a file and from standard input, and takes none as an argument', async () => {
    writeFileSync(join(folder, 'token'), `${viewer.secret}\n`, { mode: 0o600 });
    const where = ['whoami', '--server', bench.url];
    expect((await run([...where, '--token-file', 'token'])).code).toBe(0);
    expect((await run([...where, '--token-file', '-'], { input: viewer.secret })).code).toBe(0);
    expect((await run([...where, '--token', viewer.secret])).code).toBe(2);
  });
});

describe('a refusal', () => {
  it.each([
    [
      'for want of a right',
      () => as(viewer, ['rollouts', 'pause', machineId, '--reason', 'a reason']),
      4,
      /needs the role/,
    ],
    [
      'of what is not there',
      () => as(viewer, ['rollouts', 'show', machineId]),
      4,
      /no such rollout.*\n.*\(request [\w-]+\)/,
    ],
    [
      'of a host name that no machine has',
      () => as(viewer, ['machines', 'show', 'nowhere']),
      4,
      /no machine nowhere/,
    ],
    [
      'of what was not understood',
      () => as(viewer, ['machines', 'list', '--limit', '999']),
      4,
      /\n {2}limit: /,
    ],
    [
      'of a wrong word',
      () => as(viewer, ['machines', 'toggle', 'branch-7', 'maybe', '--reason', 'x']),
      2,
      /on, off/,
    ],
    ['without a reason', () => as(operator, ['machines', 'toggle', 'branch-7', 'on']), 2, /--reason/],
    ['without a token', () => run(['machines', 'list']), 6, /teredo-fleet login/],
    [
      'of an address where nobody is',
      () => run(['whoami', '--server', 'http://127.0.0.1:9'], { env: { TEREDO_FLEET_API_TOKEN: 'tfa_x' } }),
      5,
      /could not be reached/,
    ],
    [
      'to send a token in the clear',
      () =>
        run(['whoami', '--server', 'http://fleet.example.com'], { env: { TEREDO_FLEET_API_TOKEN: 'tfa_x' } }),
      2,
      /not encrypted/,
    ],
  ])('%s has its exit code and says what to do', async (_what, call, code, text) => {
    const ended = await call();
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toMatch(text);
  });
});
