import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const PURE = ['teredo', 'agent-core', 'protocol', 'rollout', 'evidence', 'ui', 'bundle'];
const DATABASE = ['db', 'services', 'api', 'server', 'dev-env'];
const SCRIPT = 'apps/agent-wsh/test/**/*.test.ts';
const system = '**/*.system.test.ts';
/** See tooling/testing/case-stride.ts. */
const caseStride = Number(process.env.TEREDO_FLEET_CASE_STRIDE ?? 1);
/** Each has a PostgreSQL of its own, so no more than are worth that. */
const maxWorkers = Math.min(4, Math.max(2, availableParallelism()));
const setupFiles = ['tooling/testing/no-stray-output.ts'];
/** Of a wait for something to come about, against hanging only: on a busy machine the usual second is none. */
const expectations = { poll: { timeout: 30_000 } };

/**
 * pure: no database, no process. database: real PostgreSQL, a cluster for each worker. process: programs that are
 * started. script: the script agent's parts, which take their host when they are loaded. system: real processes,
 * namespaces, and what they need installed; files named *.system.test.ts.
 *
 * Loading the server's modules takes two seconds of a core. So the files of the first three share their workers' modules,
 * and a test leaves nothing behind in them for the next; what asks about a process as it begins starts one of its own.
 */
export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      {
        test: {
          name: 'pure',
          include: [
            ...PURE.map((p) => `packages/${p}/test/**/*.test.ts`),
            'tooling/{architecture,corpus}/*.test.ts',
          ],
          exclude: [system],
          // Against hanging only: what is slow on a busy machine is no failure.
          testTimeout: 120_000,
          isolate: false,
          provide: { caseStride },
          setupFiles,
          expect: expectations,
        },
      },
      {
        test: {
          name: 'database',
          include: DATABASE.map((p) => `packages/${p}/test/**/*.test.ts`),
          exclude: [system],
          globalSetup: ['packages/db/src/testing/global-setup.ts'],
          isolate: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
          setupFiles,
          expect: expectations,
        },
      },
      {
        test: {
          name: 'process',
          include: [
            'packages/platform/test/**/*.test.ts',
            'packages/agent/test/**/*.test.ts',
            'apps/*/test/**/*.test.ts',
            'tooling/run/*.test.ts',
          ],
          exclude: [system, SCRIPT],
          isolate: false,
          testTimeout: 90_000,
          setupFiles,
          expect: expectations,
        },
      },
      {
        test: {
          name: 'script',
          include: [SCRIPT],
          exclude: [system],
          testTimeout: 90_000,
          setupFiles,
          expect: expectations,
        },
      },
      {
        test: {
          name: 'system',
          include: [`packages/${system}`, `apps/${system}`],
          globalSetup: ['packages/db/src/testing/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          setupFiles,
          expect: expectations,
        },
      },
    ],
  },
});
