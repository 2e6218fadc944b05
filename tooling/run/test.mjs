import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApps } from './build.mjs';
import { endWithTerminal, isEnding, startChild } from './children.mjs';
import { add, countPlaywright, countVitest, none } from './counts.mjs';
import { phase } from './phase.mjs';
import { prepare } from './prepare.mjs';
import { bin, root, toolEnvironment } from './repo.mjs';
import { meetRequirements } from './requirements.mjs';
import { RunError } from './run-error.mjs';
import { checks, generated } from './verify.mjs';

const strict = process.env.CI === 'true';
/** Runs a command in this terminal; resolves with its exit code. */
function run(command, args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = startChild(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...toolEnvironment, ...env },
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (isEnding()) return;
      resolve(code ?? 1);
    });
  });
}

async function countCheck([title, check]) {
  try {
    await phase(title, async () => void (await check()));
    return { ...none, passed: 1 };
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    process.stdout.write(`${error.message}\n`);
    failed.push(title);
    return { ...none, failed: 1 };
  }
}

/** Each check counts as one test. */
async function runChecks() {
  const first = await countCheck(generated);
  const others = await Promise.all(checks.map(countCheck));
  return others.reduce(add, first);
}

/** Titles of tests that failed, and of those that passed only when tried again. */
const failed = [];
const flaky = [];
const inShort = (title, error = '') =>
  [title.replace(`${root}/`, ''), ...error.split('\n').slice(0, 12)].join('\n    ').trimEnd();
const told = {
  onFailed: (title, error) => failed.push(inShort(title, error)),
  onFlaky: (title, error) => flaky.push(inShort(title, error)),
};

async function runVitest(reports, { projects, name, wrap = (argv) => argv }) {
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
  return countVitest(file, await run(command, args), told);
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

async function runPlaywright(reports) {
  const file = join(reports, 'e2e.json');
  const argv = inNamespaces([
    bin('playwright'),
    'test',
    '-c',
    'apps/e2e/playwright.config.ts',
    '--reporter=list,json',
    // One that holds only then is named at the end.
    ...(strict ? ['--retries=1'] : []),
  ]);
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  return countPlaywright(file, await run(argv[0], argv.slice(1), { env }), told);
}

const runSystem = (reports) =>
  runVitest(reports, { projects: ['system'], name: 'system', wrap: inNamespaces });

/** By name, in the order in which they run, one after another: two cores are busy with each. Told where reports go. */
const SUITES = {
  checks: runChecks,
  unit: (reports) =>
    runVitest(reports, { projects: ['pure', 'database', 'process', 'script'], name: 'unit' }),
  system: runSystem,
  e2e: runPlaywright,
};

/** Counts of the suites that can't run here: failed where nothing may be missing, otherwise skipped. */
function countMissing({ missing, skipped, lacking }) {
  for (const what of lacking) process.stdout.write(`\nMissing here for some tests: ${what}\n`);
  if (missing.length > 0)
    process.stdout.write(`\nMissing here: ${missing.join(', ')}.\nSkipped for it: ${skipped.join(', ')}.\n`);
  // Tests that lack something count themselves as skipped.
  return strict ? { ...none, failed: skipped.length + lacking.length } : { ...none, skipped: skipped.length };
}

async function runSuites(wanted, reports) {
  const needed = wanted.some((suite) => suite !== 'checks') ? [['build', buildApps]] : [];
  await prepare(needed);
  let lacks = { missing: [], skipped: [], lacking: [] };
  await phase('what the suites need', async () => {
    lacks = await meetRequirements(wanted);
  });
  let counts = none;
  for (const [suite, runSuite] of Object.entries(SUITES)) {
    if (!wanted.includes(suite) || lacks.skipped.includes(suite)) continue;
    process.stdout.write(`\n== ${suite}\n`);
    counts = add(counts, await runSuite(reports));
  }
  return add(counts, countMissing(lacks));
}

/** `npm test`: every suite, or those that are named. */
export async function main(args) {
  const unknown = args.filter((word) => !(word in SUITES));
  if (unknown.length > 0)
    throw new RunError(`There is no suite "${unknown[0]}". There are: ${Object.keys(SUITES).join(', ')}.`);
  const reports = mkdtempSync(join(tmpdir(), 'teredo-fleet-test-'));
  const cleanUp = () => rmSync(reports, { recursive: true, force: true });
  endWithTerminal(cleanUp);
  const counts = await runSuites(args.length > 0 ? args : Object.keys(SUITES), reports).finally(cleanUp);
  for (const title of flaky) process.stdout.write(`Passed only when tried again: ${title}\n`);
  for (const title of failed) process.stdout.write(`Failed: ${title}\n`);
  const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
  process.exit(counts.failed === 0 ? 0 : 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
