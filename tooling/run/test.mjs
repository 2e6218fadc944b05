import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApps } from './build.mjs';
import { add, countPlaywright, countVitest } from './counts.mjs';
import { installDependencies } from './install.mjs';
import { PhaseError, phase } from './phase.mjs';
import { bin, root, toolEnvironment } from './repo.mjs';
import { meetRequirements } from './requirements.mjs';
import { checks } from './verify.mjs';

const strict = process.env.CI === 'true';
const reports = mkdtempSync(join(tmpdir(), 'teredo-fleet-test-'));

/** Runs a command with the terminal's output; resolves with its exit code. */
function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...toolEnvironment, ...env } });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Each check counts as one test. */
async function runChecks() {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [title, check] of checks) {
    try {
      await phase(title, async () => void (await check()));
      counts = add(counts, { passed: 1, failed: 0, skipped: 0 });
    } catch (error) {
      if (!(error instanceof PhaseError)) throw error;
      process.stdout.write(`  ✗ ${title}\n${error.message}\n`);
      counts = add(counts, { passed: 0, failed: 1, skipped: 0 });
    }
  }
  return counts;
}

async function runVitest(projects, name, wrap = (argv) => argv) {
  const file = join(reports, `${name}.json`);
  const chosen = projects.flatMap((project) => ['--project', project]);
  const argv = [
    bin('vitest'),
    'run',
    ...chosen,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const [command, ...args] = wrap(argv);
  return countVitest(file, await run(command, args));
}

/** A network, a mount table and a process table of their own: what such a suite starts ends with it. */
const inNamespaces = (argv) => [
  'unshare',
  ...['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
  // The shell stays: as the first process it takes in what loses its parent, which Node would not.
  ...['sh', '-c', 'ip link set lo up; "$@"; code=$?; exit $code'],
  'sh',
  ...argv,
];

async function runPlaywright() {
  const file = join(reports, 'e2e.json');
  const argv = inNamespaces([
    bin('playwright'),
    'test',
    '-c',
    'apps/e2e/playwright.config.ts',
    '--reporter=list,json',
  ]);
  return countPlaywright(file, await run(argv[0], argv.slice(1), { PLAYWRIGHT_JSON_OUTPUT_NAME: file }));
}

const SUITES = {
  checks: runChecks,
  unit: () => runVitest(['pure', 'database', 'process'], 'unit'),
  system: () => runVitest(['system'], 'system', inNamespaces),
  e2e: runPlaywright,
};

async function main(wanted) {
  await phase('dependencies', installDependencies);
  const lacks = { missing: [], skipped: [] };
  await phase('what the suites need', async () => {
    Object.assign(lacks, await meetRequirements(wanted));
  });
  let counts = { passed: 0, failed: 0, skipped: 0 };
  if (wanted.some((suite) => suite !== 'checks')) await phase('build', buildApps);
  for (const suite of wanted) {
    if (lacks.skipped.includes(suite)) continue;
    process.stdout.write(`\n== ${suite}\n`);
    counts = add(counts, await SUITES[suite]());
  }
  if (lacks.missing.length > 0) {
    process.stdout.write(
      `\nMissing here: ${lacks.missing.join(', ')}.\nSkipped for it: ${lacks.skipped.join(', ')}.\n`,
    );
    counts = add(
      counts,
      strict
        ? { passed: 0, failed: lacks.skipped.length, skipped: 0 }
        : { passed: 0, failed: 0, skipped: lacks.skipped.length },
    );
  }
  rmSync(reports, { recursive: true, force: true });
  process.stdout.write(
    `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}\n`,
  );
  process.exit(counts.failed === 0 ? 0 : 1);
}

const named = process.argv.slice(2).filter((word) => word in SUITES);
main(named.length > 0 ? named : Object.keys(SUITES)).catch((error) => {
  process.stderr.write(`${error instanceof PhaseError ? error.message : error.stack}\n`);
  process.exit(1);
});
