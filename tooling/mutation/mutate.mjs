import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('./', import.meta.url));
const root = join(here, '..', '..');
const output = join(root, 'node_modules', '.cache', 'mutation');
const LIBRARIES = ['teredo', 'agent-core', 'rollout', 'evidence'];

function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** What Stryker is told; `files` are patterns under the library's `src`. */
function configOf(library, files) {
  const src = `packages/${library}/src`;
  const ofLibrary = (kind) => join(here, 'tool', 'node_modules', '@stryker-mutator', kind);
  return {
    testRunner: 'vitest',
    plugins: [join(ofLibrary('vitest-runner'), 'dist', 'src', 'index.js')],
    vitest: { configFile: 'tooling/mutation/vitest.config.ts', related: false },
    mutate: [...files.map((file) => `${src}/${file}`), `!${src}/index.ts`],
    coverageAnalysis: 'perTest',
    // What only runs while a module is loaded needs a whole run of the tests for each mutant.
    ignoreStatic: true,
    disableTypeChecks: false,
    concurrency: 2,
    timeoutMS: 10_000,
    reporters: ['clear-text', 'progress-append-only', 'json'],
    clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false },
    jsonReporter: { fileName: join(output, `${library}.json`) },
    tempDirName: '.mutation',
    ignorePatterns: ['apps', 'docs', 'prisma', 'packages/*/src/generated'],
    checkers: [],
    allowConsoleColors: false,
  };
}

/** `npm run mutation -- LIBRARY [FILE...]`: breaks the library in every way and says what no test noticed. */
function main([library, ...files]) {
  if (!LIBRARIES.includes(library)) {
    process.stderr.write(
      `Say which library is to be broken: npm run mutation -- ${LIBRARIES.join(' | ')} [FILE...]\n`,
    );
    process.exit(2);
  }
  const tool = join(here, 'tool');
  if (!existsSync(join(tool, 'node_modules'))) run('npm', ['ci'], { cwd: tool });
  mkdirSync(output, { recursive: true });
  const config = join(output, `${library}.config.json`);
  writeFileSync(config, JSON.stringify(configOf(library, files.length > 0 ? files : ['**/*.ts'])));
  const stryker = join(tool, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const env = { ...process.env, TEREDO_FLEET_MUTATED: library };
  run(process.execPath, [stryker, 'run', config], { cwd: root, env });
}

main(process.argv.slice(2));
