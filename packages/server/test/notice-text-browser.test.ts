import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NoticeBench, startNoticeBench } from './support/notice-bench';

const has = (program: string, flag: string) => spawnSync(program, [flag]).status === 0;
const hasW3m = has('w3m', '-version');
const hasLynx = has('lynx', '-version') && has('script', '--version');
const without = (program: string, there: boolean) => (there ? '' : ` (skipped: there is no ${program} here)`);

let bench: NoticeBench;
const folder = mkdtempSync(join(tmpdir(), 'teredo-text-browser-'));
beforeAll(async () => {
  bench = await startNoticeBench();
});
afterAll(async () => {
  await bench.stop();
  rmSync(folder, { recursive: true });
});

it.skipIf(!hasW3m)(`is read whole in w3m, a line for a line${without('w3m', hasW3m)}`, async () => {
  const { code, hostname } = await bench.ask();
  const { stdout } = await promisify(execFile)('w3m', ['-dump', '-cols', '78', `${bench.url}/n/${code}`], {
    env: { ...process.env, HOME: folder, LANG: 'C.UTF-8' },
  });
  const lines = stdout.split('\n').map((line) => line.trim());
  expect(lines).toEqual(
    expect.arrayContaining([
      'Teredo will be turned on',
      `This computer: ${hostname}`,
      'It lets programs use IPv6.',
      'Questions? Ask Ada.',
      'Nothing has been changed yet. Your answer is awaited.',
      '[OK, go ahead]',
      '[Refuse]',
      'IPv6 is installed if it is missing.',
      'Questions, or something no longer works? Ask Ada Example (ada@example.com).',
    ]),
  );
  expect(stdout).toMatch(/^Ask me again at: \[.+\] \[Later\]$/m);
  expect(stdout).toContain('日本語 | 简体中文');
  expect(stdout).not.toContain('font-size');
});

it.skipIf(!hasLynx)(`is answered in lynx, by its keys alone${without('lynx', hasLynx)}`, async () => {
  const { code, job } = await bench.ask();
  const keys = join(folder, 'keys');
  const settings = join(folder, 'lynx.cfg');
  writeFileSync(settings, '');
  const seen = join(folder, 'seen');
  writeFileSync(keys, ['key ^J', 'key q', 'key y', ''].join('\n'));
  await promisify(execFile)(
    'script',
    [
      '-qec',
      `lynx -cfg=${settings} -lss=${settings} -nopause -cmd_script=${keys} ${bench.url}/n/${code}`,
      seen,
    ],
    { env: { ...process.env, HOME: folder, TERM: 'vt100', LANG: 'C.UTF-8' }, timeout: 60_000 },
  );
  const { rows } = await bench.database
    .pool('admin')
    .query('select answer, outcome from notice_answer where job_id = $1', [job.id]);
  expect(rows).toEqual([{ answer: 'acknowledged', outcome: null }]);
});
