import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const PURE = ['teredo', 'agent-core', 'protocol', 'rollout', 'evidence', 'ui', 'bundle'];
const DATABASE = ['db', 'services', 'api', 'server', 'dev-env'];
const system = '**/*.system.test.ts';
/** See tooling/testing/case-stride.ts. */
const caseStride = Number(process.env.TEREDO_FLEET_CASE_STRIDE ?? 1);
/** Each has a PostgreSQL of its own, so no more than are worth that. */
const maxWorkers = Math.min(4, Math.max(2, availableParallelism()));
const setupFiles = ['tooling/testing/no-stray-output.ts'];

/**
 * pure: no database, no process, nothing that a test leaves behind for the next; so its files share their workers'
 * modules. database: real PostgreSQL, a cluster for each worker. system: real processes, namespaces, and what they need
 * installed; files named *.system.test.ts.
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
        },
      },
      {
        test: {
          name: 'database',
          include: DATABASE.map((p) => `packages/${p}/test/**/*.test.ts`),
          exclude: [system],
          globalSetup: ['packages/db/src/testing/global-setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          setupFiles,
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
          exclude: [system],
          testTimeout: 90_000,
          setupFiles,
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
        },
      },
    ],
  },
});
