import type { TestProject } from 'vitest/node';
import { startTestCluster, type TestCluster } from './test-cluster';

declare module 'vitest' {
  export interface ProvidedContext {
    /** One for each worker. */
    testClusters: TestCluster[];
  }
}

/** Vitest's global setup: a PostgreSQL for each worker, so that what a file does to its cluster meets no other file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const workers = project.config.maxWorkers || project.vitest.config.maxWorkers || 1;
  const started = await Promise.all(Array.from({ length: workers }, startTestCluster));
  project.provide(
    'testClusters',
    started.map(({ cluster }) => cluster),
  );
  return async () => void (await Promise.all(started.map(({ stop }) => stop())));
}
