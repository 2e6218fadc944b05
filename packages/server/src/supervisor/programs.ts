import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from './start-error';

/** Built programs of the repository, by absolute path. */
export interface Programs {
  prepare: string;
  gateway: string;
  engine: string;
  signer: string;
  reporter: string;
  notice: string;
  web: string;
  /** Written by Next when the pages are built. */
  pages: string;
  fleet: string;
  /** Folder that holds the agent's bundle. */
  agentFilesDir: string;
}

/**
 * The programs beside the supervisor's own bundle, which lies in apps/server/dist. `agentsDir`: where agents to hand out
 * lie instead of there.
 */
export function locatePrograms(supervisorFile: string, agentsDir: string | null): Programs {
  const dist = dirname(supervisorFile);
  const apps = join(dist, '..', '..');
  return {
    prepare: join(dist, 'prepare.mjs'),
    gateway: join(dist, 'gateway.mjs'),
    engine: join(dist, 'engine.mjs'),
    signer: join(dist, 'signer.mjs'),
    reporter: join(dist, 'reporter.mjs'),
    notice: join(dist, 'notice.mjs'),
    web: join(apps, 'web', 'dist', 'server.mjs'),
    pages: join(apps, 'web', '.next', 'BUILD_ID'),
    fleet: join(apps, 'loadgen', 'dist', 'fleet.mjs'),
    agentFilesDir: join(agentsDir ?? apps, 'agent', 'dist'),
  };
}

/** @throws StartError when one of these was not built. */
export function requireBuilt(files: readonly string[]): void {
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined)
    throw new StartError(`${missing} was not built: run npm run build, then start again.`);
}
