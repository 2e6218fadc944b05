import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError } from '../errors';
import { findBundle } from './bundle-view';

const WHY_NOT = {
  preparing: 'The bundle is not ready yet. Wait until it is, and take it then.',
  failed: 'The bundle could not be made. See why on the page of the rollout, and ask for it again.',
  gone: 'The bundle was removed when its time was over. Ask for it again.',
} as const;

/** Lets somebody take a finished bundle. Who took it, and the SHA-256 of what they took, is an audit entry. */
export const downloadEvidence = defineChange('evidence.download', async (call, { id }) => {
  const { row, view } = await findBundle(call, id);
  if (view.state !== 'ready') throw new ConflictError(WHY_NOT[view.state]);
  const object = { kind: 'rollout' as const, ...view.rollout };
  const after = { bundleId: id, sha256: view.file?.sha256, bytes: view.file?.bytes };
  return { result: view, entries: [entry(object, row.scopeId, { after })], wake: [], changed: [] };
});
