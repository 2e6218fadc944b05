import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createAppRouter } from '@teredo-fleet/api';
import { createPool, createPrisma, findPrismaFolder, type PrismaClient } from '@teredo-fleet/db';
import { CHANGED_CHANNEL, verbs } from '@teredo-fleet/services';
import { NoticeListener } from '../bus/notice-listener';
import { originReader } from '../http/client-address';
import { CERTIFICATE_LOOK_MS, type Listener, listen } from '../http/listener';
import type { Logger } from '../log';
import { ProcessRow } from '../process/process-row';
import type { Running } from '../process/run-role';
import { createPorts } from '../process/service-ports';
import type { WebEnvironment } from '../role-environment';
import type { ApiParts, WebDatabases } from './api-context';
import { createAuth } from './auth';
import { authRoute } from './auth-route';
import { BundleSender } from './bundle-sender';
import { ChangeFeed, parseChange } from './change-feed';
import { evidenceRoute } from './evidence-route';
import { exportRoute } from './export-route';
import { healthRoutes } from './health';
import { identity } from './identity';
import { programDoor } from './program-door';
import { LinkLimits } from './program-limits';
import { publicUrlsReader } from './public-urls';
import { reportRoute } from './report-route';
import { isAddressOrLocalOrigin } from './same-origin';
import { trpcInProcess, trpcOverHttp } from './trpc-door';
import { verifierRoute } from './verifier-files';
import { createWebHandler } from './web-handler';

/** Renders pages and serves their files. */
export interface Pages {
  /** Names the build that the pages come from. */
  build: string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

export interface RunningWeb extends Running {
  listener: Listener;
}

/** Where rendered pages find the API of their own process. */
const IN_PROCESS = Symbol.for('teredo-fleet.web');

/** The dashboard's server: sign-in, API, live changes, reports, health; pages come from `makePages`. */
export async function startWeb(
  environment: WebEnvironment,
  log: Logger,
  makePages: () => Promise<Pages>,
): Promise<RunningWeb> {
  const onIdleError = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const pool = createPool(environment.databaseUrl, { max: 6, name: 'teredo-fleet web', onIdleError });
  const clientFor = (purpose: keyof WebDatabases): PrismaClient =>
    createPrisma(environment.databaseUrl, { max: 8, name: `teredo-fleet web ${purpose}`, onIdleError });
  const databases = { looks: clientFor('looks'), acts: clientFor('acts') };
  const row = new ProcessRow(pool, 'web', environment.version, log);
  const publicUrls = publicUrlsReader(databases.acts, environment.publicUrl);
  const auth = createAuth({
    db: databases.acts,
    secret: environment.authSecret,
    publicUrl: environment.publicUrl,
    // The handler has compared the request's origin with its host before; what is left to trust is its shape.
    trustedOrigins: async (request) => {
      const origin = request?.headers.get('origin') ?? null;
      const own = await publicUrls({ fresh: false });
      return origin !== null && isAddressOrLocalOrigin(origin) ? [...own, origin] : own;
    },
    log,
  });
  const changes = new ChangeFeed();
  const parts: ApiParts = {
    auth,
    databases,
    pool,
    ports: createPorts({ ...environment, identity }),
    changes,
    log,
  };
  const router = createAppRouter(verbs);
  (globalThis as Record<symbol, unknown>)[IN_PROCESS] = trpcInProcess(router, parts);

  const notices = new NoticeListener({
    databaseUrl: environment.databaseUrl,
    channels: [CHANGED_CHANNEL],
    onNotice: (_channel, payload) => {
      const change = parseChange(payload);
      if (change !== null) changes.publish(change);
    },
    onConnected: () => changes.resync(),
    log,
  });
  await notices.start();
  const pages = await makePages();
  const bundles = new BundleSender(environment.bundlesDir, log);
  const limits = new LinkLimits();
  const routes = {
    ...healthRoutes(pool, findPrismaFolder()),
    auth: authRoute(auth, environment.publicUrl, log),
    trpc: trpcOverHttp(router, parts, limits),
    report: reportRoute(verbs, parts),
    evidence: evidenceRoute(verbs, parts, { bundles, limits }),
    // Beside the pages, as the terminal's program is.
    verifier: verifierRoute(join(environment.appDir, '..', 'cli', 'dist')),
    exports: exportRoute(verbs, parts),
    programs: programDoor(verbs, { ...parts, bundles }, environment.version),
    pages: (request: IncomingMessage, response: ServerResponse) => pages.handle(request, response),
  };
  const readOrigin = originReader(environment.trustedProxies);
  const handler = createWebHandler(routes, {
    readOrigin,
    publicUrls,
    build: pages.build,
    dev: environment.dev,
    log,
  });
  const listener = await listen(
    { ...environment, closeGraceMs: 1_000, certificateLookMs: CERTIFICATE_LOOK_MS, log },
    handler,
  );
  await row.start();
  return {
    listener,
    async close() {
      await listener.close();
      await pages.close();
      await notices.close();
      await row.close();
      await Promise.all([pool.end(), databases.looks.$disconnect(), databases.acts.$disconnect()]);
    },
  };
}
