import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const app = fileURLToPath(new URL('..', import.meta.url));
const program = join(app, 'dist', 'teredo-agent.mjs');

let stateDir: string;

beforeAll(() => {
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: app, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
});

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'command-line-'));
});

afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

/** Runs the one file that machines download, in an empty folder, as a machine does. */
function run(...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], {
    cwd: stateDir,
    encoding: 'utf8',
    timeout: 25_000,
  });
}

const withState = (...args: string[]) => run(...args, '--state-dir', stateDir);

describe('teredo-agent', () => {
  it('is one file whose SHA-256 lies beside it', () => {
    const [sum] = readFileSync(`${program}.sha256`, 'utf8').split(' ');
    expect(createHash('sha256').update(readFileSync(program)).digest('hex')).toBe(sum);
  });

  it('observes as JSON without a server, and leaves nothing behind', () => {
    const { status, stdout } = withState('observe', '--json', '--miredo-conf', join(stateDir, 'none.conf'));
    expect(status).toBe(0);
    const { observation, diagnoses } = JSON.parse(stdout);
    expect(observation).toMatchObject({ os: { family: 'linux' }, configured: { type: 'disabled' } });
    expect(diagnoses.length).toBeGreaterThan(0);
  });

  it('observes in words, and says what Teredo is on this machine', () => {
    const { status, stdout } = withState('observe', '--miredo-conf', join(stateDir, 'none.conf'));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Effective {3}offline\nRole {8}none$/m);
  });

  it.each([
    [['observe', '--jsn']],
    [['enrol']],
    [['enrol', '--server', 'http://127.0.0.1:1']],
    [['nonsense']],
    [['--nonsense']],
  ])('says of %j that it was called wrongly, with the exit code of that', (args) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: /);
  });

  it.each(['run', 'status'])('%s says how to enrol when the machine is not enrolled', (command) => {
    const { status, stderr } = withState(command);
    expect(status).toBe(3);
    expect(stderr).toMatch(/not enrolled.*Copy the line from the dashboard/);
  });

  it('refuses a token that is none, and one that is cut short, with what to do', () => {
    const enrol = (token: string) => withState('enrol', '--server', 'http://127.0.0.1:1', '--token', token);
    expect(enrol('hello').stderr).toMatch(/not an enrolment token/);
    expect(enrol('tf1.abc.def').stderr).toMatch(/cut short.*Copy the whole line/);
    expect(existsSync(join(stateDir, 'enrolment.json'))).toBe(false);
  });

  it('reads the token from standard input when asked to', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [program, 'enrol', '--server', 'http://127.0.0.1:1', '--token', '-', '--state-dir', stateDir],
      { input: 'tf1.abc.def', encoding: 'utf8', timeout: 25_000 },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/cut short/);
  });

  it('says which address could not be reached', () => {
    const key = Buffer.alloc(32, 7).toString('base64url');
    const token = `tf1.abc.${'s'.repeat(32)}.${key}.${key}`;
    const { status, stderr } = withState('enrol', '--server', 'http://127.0.0.1:1', '--token', token);
    expect(status).toBe(5);
    expect(stderr).toContain('http://127.0.0.1:1');
  });

  it('can be enrolled anew although its enrolment is damaged', () => {
    writeFileSync(join(stateDir, 'enrolment.json'), '{"v": 1', { mode: 0o600 });
    expect(withState('run').stderr).toContain('enrol --again');
    const key = Buffer.alloc(32, 7).toString('base64url');
    const token = `tf1.abc.${'s'.repeat(32)}.${key}.${key}`;
    const enrol = withState('enrol', '--again', '--server', 'http://127.0.0.1:1', '--token', token);
    expect(enrol.status).toBe(5);
  });

  it('refuses a folder that others may look into', () => {
    chmodSync(stateDir, 0o755);
    expect(withState('run').stderr).toMatch(/chmod 700/);
  });

  it('ends with 2 and a hint on wrong usage', () => {
    const { status, stderr } = run('dance');
    expect(status).toBe(2);
    expect(stderr).toContain('unknown command');
  });

  it('refuses an answer that no notice asked for', () => {
    expect(run('answer', '12', 'ok').status).toBe(2);
    expect(run('answer', '123456', 'perhaps').status).toBe(2);
    const bare = run('answer', '123456');
    expect([bare.status, bare.stderr]).toEqual([2, expect.stringContaining('Nothing was answered')]);
    for (const words of [
      ['ok|later|refuse'],
      ['ok', 'later', 'refuse'],
      ['ok,', 'later,', 'refuse'],
      ['ok,'],
    ])
      expect([words, run('answer', '123456', ...words, '--folder', stateDir).status]).toEqual([words, 2]);

    const { status, stderr } = run('answer', '123456', 'ok', '--folder', stateDir);
    expect(status).toBe(1);
    expect(stderr).toContain('No notice waits for your answer');
  });

  it('takes an answer back that nobody waits for', () => {
    const own = join(stateDir, String(process.getuid?.() ?? 0));
    mkdirSync(own);
    const { status, stderr, stdout } = run('answer', '123456', 'ok', '--folder', stateDir);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('No notice with the code 123456 waits for an answer.');
    expect(readdirSync(own)).toEqual([]);
  });
});
