import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError } from '../errors';
import { findBundle, WHY_NO_BUNDLE } from './bundle-view';

/** Lets somebody take a finished bundle. Who took it, and the SHA-256 of what they took, is an audit entry. */
export const downloadEvidence = defineChange('evidence.download', async (call, { id }) => {
  const { row, view } = await findBundle(call, id);
  if (view.state !== 'ready') throw new ConflictError(WHY_NO_BUNDLE[view.state]);
  const object = { kind: 'rollout' as const, ...view.rollout };
  const after = { bundleId: id, sha256: view.file?.sha256, bytes: view.file?.bytes };
  return { result: view, entries: [entry(object, row.scopeId, { after })], wake: [], changed: [] };
});
