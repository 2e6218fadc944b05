import type { ApiContext, ChangeSource } from '@teredo-fleet/api';
import type { PrismaClient } from '@teredo-fleet/db';
import type { Ports } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import type { Auth } from './auth';
import { findViewer } from './viewer';

/** What every call of the API shares. */
export interface ApiParts {
  auth: Auth;
  db: PrismaClient;
  pool: Pool;
  ports: Ports;
  changes: ChangeSource;
  log: Logger;
}

/** Where one call comes from. */
export interface ApiCall {
  headers: Headers;
  requestId: string;
  address: string | null;
}

/** The context of one call, and the cookies that its answer sets. */
export async function createApiContext(
  parts: ApiParts,
  call: ApiCall,
): Promise<{ context: ApiContext; setCookies: string[] }> {
  const { auth, db, pool, ports, changes, log } = parts;
  const { actor, setCookies } = await findViewer(auth, call.headers, Date.now());
  const context: ApiContext = {
    services: {
      actor: actor ?? { kind: 'nobody' },
      db,
      pool,
      requestId: call.requestId,
      address: call.address,
      now: () => Date.now(),
      ports,
    },
    changes,
    actorNow: async () => (await findViewer(auth, call.headers, Date.now())).actor,
    onUnknownError: (error) => log.error({ err: error, requestId: call.requestId }, 'a call failed'),
  };
  return { context, setCookies };
}
