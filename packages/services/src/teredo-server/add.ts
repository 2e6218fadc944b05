import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import { findKnown, findRecord } from './directory';
import { requireAllScopes } from './require-all-scopes';

/** So many that no directory needs more, and few enough that asking them all stays a trickle. */
export const MOST_SERVERS = 200;

/** A server of the organisation's own. */
export const addTeredoServer = defineChange('teredoServer.add', async (call, { name, ...about }) => {
  const { tx, scopes } = call;
  requireAllScopes(scopes);
  const { id: createdById } = requireUser(call.actor);
  if (findKnown(name) !== null || (await findRecord(tx, name)) !== null) {
    throw new ConflictError(`"${name}" is in the directory already. Edit that entry.`);
  }
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('teredo-fleet servers'))::text`;
  if ((await tx.teredoServer.count()) >= MOST_SERVERS) {
    throw new ConflictError(`The directory holds ${MOST_SERVERS} servers of your own. Remove one first.`);
  }
  await tx.teredoServer.create({ data: { name, ...about, createdById } });
  return {
    result: { name },
    entries: [entry({ kind: 'teredoServer', id: name, name }, null, { after: about })],
    wake: [],
    changed: ['teredoServer'],
  };
});
