import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { inScopes } from '../core/scopes';
import { NotFoundError } from '../errors';
import { askForBundle } from './ask-for-bundle';

/** Asks for the evidence bundle of a rollout; it is made meanwhile, and can be taken when it is ready. */
export const requestEvidence = defineChange('evidence.request', async (call, { rolloutId }) => {
  const { tx, scopes, actor } = call;
  const { id: byId, name: byName } = requireUser(actor);
  const rollout = await tx.rollout.findFirst({
    where: { id: rolloutId, ...inScopes(scopes) },
    select: { name: true, scopeId: true },
  });
  if (rollout === null) throw new NotFoundError('rollout');
  const { name, scopeId } = rollout;
  const id = await askForBundle(call, { rolloutId, scopeId, byId, byName });
  return {
    result: { id },
    entries: [entry({ kind: 'rollout', id: rolloutId, name }, scopeId, { after: { bundleId: id } })],
    wake: ['reporter'],
    changed: [`rollout:${rolloutId}`],
  };
});
