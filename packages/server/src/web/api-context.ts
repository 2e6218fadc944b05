import type { ApiContext, ChangeSource } from '@teredo-fleet/api';
import type { PrismaClient } from '@teredo-fleet/db';
import { type Ports, UnavailableError } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import type { Auth } from './auth';
import { type FoundViewer, findViewer } from './viewer';

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

/** Who calls. Where the sessions can't be read nobody is taken for anybody: the call is to be tried again. */
async function recognise({ auth, log }: ApiParts, { headers, requestId }: ApiCall): Promise<FoundViewer> {
  try {
    return await findViewer(auth, headers, Date.now());
  } catch (error) {
    log.warn({ err: error, requestId }, 'a session could not be read');
    throw new UnavailableError(
      'The database does not answer now, so nobody can be recognised. Try again in a moment.',
    );
  }
}

/** The context of one call, and the cookies that its answer sets. */
export async function createApiContext(
  parts: ApiParts,
  call: ApiCall,
): Promise<{ context: ApiContext; setCookies: string[] }> {
  const { db, pool, ports, changes, log } = parts;
  const { actor, setCookies } = await recognise(parts, call);
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
    actorNow: async () => (await recognise(parts, call)).actor,
    onUnknownError: (error) => log.error({ err: error, requestId: call.requestId }, 'a call failed'),
  };
  return { context, setCookies };
}
