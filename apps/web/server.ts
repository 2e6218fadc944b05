import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { type Pages, runRole, startWeb, type WebEnvironment } from '@teredo-fleet/server';
import next from 'next';

/** Next's own name for what `next build` made, which is another after every build. */
function readBuild({ dev, appDir }: WebEnvironment): string {
  return dev ? 'development' : readFileSync(join(appDir, '.next', 'BUILD_ID'), 'utf8').trim();
}

/**
 * Next puts an `upgrade` listener of its own on the server. In development hot reloading needs it; in production
 * nothing here is upgraded, so it gets an emitter that never emits.
 */
async function makePages(environment: WebEnvironment): Promise<Pages> {
  const { dev, appDir, host, port } = environment;
  const decoy = dev ? {} : { httpServer: new EventEmitter() as Server };
  const app = next({ dev, dir: appDir, hostname: host, port, ...decoy });
  await app.prepare();
  return { build: readBuild(environment), handle: app.getRequestHandler(), close: () => app.close() };
}

await runRole('web', (environment, log) => startWeb(environment, log, () => makePages(environment)));
