import type { ApiContext, ChangeSource } from '@teredo-fleet/api';
import type { PrismaClient } from '@teredo-fleet/db';
import {
  type Actor,
  findTokenActor,
  type Ports,
  type ServiceContext,
  UnavailableError,
} from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import type { Auth } from './auth';
import { type FoundViewer, findViewer } from './viewer';

/**
 * Connections by what they are for. Looks that wait (a long transaction has the table, a fleet is large) take all of
 * theirs, and people still sign in and pull the brake.
 */
export interface WebDatabases {
  looks: PrismaClient;
  /** For changes, and for finding out who calls. */
  acts: PrismaClient;
}

/** What every call of the API shares. */
export interface ApiParts {
  auth: Auth;
  databases: WebDatabases;
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

function servicesOf(
  { databases, pool, ports }: ApiParts,
  { requestId, address }: Omit<ApiCall, 'headers'>,
  actor: Actor,
  purpose: keyof WebDatabases,
): ServiceContext {
  return { actor, db: databases[purpose], pool, requestId, address, now: () => Date.now(), ports };
}

/** What a verb is called with for whoever holds this API token. Throws UnauthenticatedError for one that opens nothing. */
export async function tokenContext(
  parts: ApiParts,
  call: Omit<ApiCall, 'headers'>,
  secret: string,
  purpose: keyof WebDatabases,
): Promise<ServiceContext> {
  const nobody = servicesOf(parts, call, { kind: 'nobody' }, 'acts');
  return servicesOf(parts, call, await findTokenActor(nobody, secret), purpose);
}

/** The context of one call, and the cookies that its answer sets. */
export async function createApiContext(
  parts: ApiParts,
  call: ApiCall,
): Promise<{ context: ApiContext; setCookies: string[] }> {
  const { changes, log } = parts;
  const { actor: known, setCookies } = await recognise(parts, call);
  const actor = known ?? { kind: 'nobody' };
  const context: ApiContext = {
    services: servicesOf(parts, call, actor, 'looks'),
    acting: servicesOf(parts, call, actor, 'acts'),
    changes,
    actorNow: async () => (await recognise(parts, call)).actor,
    onUnknownError: (error) => log.error({ err: error, requestId: call.requestId }, 'a call failed'),
  };
  return { context, setCookies };
}
