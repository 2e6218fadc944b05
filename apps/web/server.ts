import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { type Pages, runRole, startWeb, type WebEnvironment } from '@teredo-fleet/server';
import next from 'next';

/**
 * Next puts an `upgrade` listener of its own on the server. In development hot reloading needs it; in production
 * nothing here is upgraded, so it gets an emitter that never emits.
 */
async function makePages({ dev, appDir, host, port }: WebEnvironment): Promise<Pages> {
  const decoy = dev ? {} : { httpServer: new EventEmitter() as Server };
  const app = next({ dev, dir: appDir, hostname: host, port, ...decoy });
  await app.prepare();
  return { handle: app.getRequestHandler(), close: () => app.close() };
}

await runRole('web', (environment, log) => startWeb(environment, log, () => makePages(environment)));
