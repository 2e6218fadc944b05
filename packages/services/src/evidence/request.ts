import { insertEvidenceBundle, queryableOf } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { inScopes } from '../core/scopes';
import { ConflictError, NotFoundError } from '../errors';

/** Bundles of one installation that may wait at once: each is made from the whole of a rollout. */
const MOST_WAITING = 50;

/** Asks for the evidence bundle of a rollout; it is made meanwhile, and can be taken when it is ready. */
export const requestEvidence = defineChange('evidence.request', async (call, { rolloutId }) => {
  const { tx, scopes, actor } = call;
  const { id: byId, name: byName } = requireUser(actor);
  const rollout = await tx.rollout.findFirst({
    where: { id: rolloutId, ...inScopes(scopes) },
    select: { name: true, scopeId: true },
  });
  if (rollout === null) throw new NotFoundError('rollout');
  const waiting = await tx.evidenceBundle.count({
    where: { state: { in: ['requested', 'building', 'unsigned', 'signed'] } },
  });
  if (waiting >= MOST_WAITING) {
    throw new ConflictError(
      `${waiting} bundles are waiting to be made. Wait until some are done, and see on the page of the server whether the reporter runs.`,
    );
  }
  const { name, scopeId } = rollout;
  const id = await insertEvidenceBundle(queryableOf(tx), { rolloutId, scopeId, byId, byName });
  return {
    result: { id },
    entries: [entry({ kind: 'rollout', id: rolloutId, name }, scopeId, { after: { bundleId: id } })],
    wake: ['reporter'],
    changed: [`rollout:${rolloutId}`],
  };
});
