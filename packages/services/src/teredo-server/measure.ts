import { sql } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError, NotFoundError } from '../errors';
import { findKnown, findRecord } from './directory';
import { requireAllScopes } from './require-all-scopes';

/** Between two measurements of one server that people ask for. */
export const MEASURE_AGAIN_SECONDS = 30;

/**
 * Asks for one measurement now. Only a server of the directory is asked: what leaves the network goes where an admin
 * said it may, and who said so is recorded.
 */
export const measureTeredoServer = defineChange('teredoServer.measure', async ({ tx, scopes }, { name }) => {
  requireAllScopes(scopes);
  if (findKnown(name) === null && (await findRecord(tx, name)) === null) {
    throw new NotFoundError('Teredo server');
  }
  const asked = await tx.$executeRaw(sql`
    insert into teredo_server_probe as p (name, requested_at) values (${name}, now())
    on conflict (name) do update set requested_at = now()
    where p.requested_at is null
      and (p.measured_at is null or p.measured_at < now() - make_interval(secs => ${MEASURE_AGAIN_SECONDS}::int))`);
  if (asked === 0) {
    throw new ConflictError(
      `"${name}" was asked less than ${MEASURE_AGAIN_SECONDS} seconds ago, or is being asked now. Wait for what comes of it.`,
    );
  }
  return {
    result: { ok: true },
    entries: [entry({ kind: 'teredoServer', id: name, name }, null, {})],
    wake: [],
    changed: ['teredoServer'],
  };
});
