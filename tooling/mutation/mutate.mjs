import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sampleOf } from './sample.mjs';
import { tableOf } from './table.mjs';

const here = fileURLToPath(new URL('./', import.meta.url));
const root = join(here, '..', '..');
const output = join(root, '.mutation');
const LIBRARIES = ['teredo', 'agent-core', 'rollout', 'evidence'];
const OTHER_PACKAGES = readdirSync(join(root, 'packages'))
  .filter((name) => !LIBRARIES.includes(name))
  .map((name) => `packages/${name}`);

function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const srcOf = (library) => `packages/${library}/src`;
const reportOf = (library) => join(output, `${library}.json`);

/** What Stryker is told; `files` are patterns under the library's `src`. */
function configOf(library, files) {
  const src = srcOf(library);
  return {
    testRunner: 'in-process',
    plugins: [join(here, 'tool', 'in-process-runner.mjs')],
    inProcess: { library, casesOfProperty: 20, caseStride: 5 },
    mutate: [...files.map((file) => `${src}/${file}`), `!${src}/index.ts`],
    coverageAnalysis: 'perTest',
    // What only runs while a module is loaded needs a whole run of the tests for each mutant.
    ignoreStatic: true,
    // What is known of other files, and of code and tests that are as they were, is kept.
    incremental: true,
    incrementalFile: join(output, `${library}.incremental.json`),
    disableTypeChecks: false,
    concurrency: Number(process.env.TEREDO_FLEET_MUTATION_JOBS ?? 2),
    timeoutMS: 15_000,
    reporters: ['clear-text', 'progress-append-only', 'json'],
    clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false },
    jsonReporter: { fileName: reportOf(library) },
    tempDirName: '.mutation/tmp',
    ignorePatterns: ['apps', 'docs/pictures', 'prisma', ...OTHER_PACKAGES],
    checkers: [],
    warnings: { unknownOptions: false },
    allowConsoleColors: false,
  };
}

function ensureTool() {
  const tool = join(here, 'tool');
  if (!existsSync(join(tool, 'node_modules'))) run('npm', ['ci'], { cwd: tool });
  return join(tool, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
}

function showTable(library) {
  const report = JSON.parse(readFileSync(reportOf(library), 'utf8'));
  process.stdout.write(`\n${tableOf(report, srcOf(library))}\n`);
}

/** Patterns under the library's `src`, and what Stryker itself is told. */
function readWishes(library, rest) {
  const { values, positionals } = parseArgs({
    args: rest,
    options: { sample: { type: 'string' }, force: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const files =
    values.sample === undefined ? positionals : sampleOf(join(root, srcOf(library)), Number(values.sample));
  return { files: files.length > 0 ? files : ['**/*.ts'], force: values.force };
}

/**
 * `npm run mutation -- LIBRARY [FILE...]`: breaks the library in every way and says what no test noticed. A run of some
 * files tells of all that were run before, unless `--force` forgets them; `--sample 6` breaks a sixth of all lines.
 */
function main([library, ...rest]) {
  if (!LIBRARIES.includes(library)) {
    process.stderr.write(
      `Say which library is to be broken: npm run mutation -- ${LIBRARIES.join(' | ')} [FILE...] [--sample N] [--force]\n`,
    );
    process.exit(2);
  }
  const stryker = ensureTool();
  mkdirSync(output, { recursive: true });
  const config = join(output, `${library}.config.json`);
  const { files, force } = readWishes(library, rest);
  writeFileSync(config, JSON.stringify(configOf(library, files)));
  run(process.execPath, [stryker, 'run', config, ...(force ? ['--force'] : [])], { cwd: root });
  showTable(library);
}

main(process.argv.slice(2));
