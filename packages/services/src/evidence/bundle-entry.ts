import type { AuditInput, BundleRequest } from '@teredo-fleet/db';

/** How a bundle ended. */
export type BundleEnd = { built: { sha256: string; bytes: number; interim: boolean } } | { failure: string };

/** The entry that says what became of a bundle, in the name of the process that made it. */
export function bundleEntry(
  { id, rolloutId, rolloutName, scopeId }: BundleRequest,
  end: BundleEnd,
): AuditInput {
  const isBuilt = 'built' in end;
  return {
    scopeId,
    actorKind: 'system',
    actorId: null,
    actorName: 'reporter',
    action: 'evidence.finish',
    objectKind: 'rollout',
    objectId: rolloutId,
    objectName: rolloutName,
    outcome: isBuilt ? 'done' : 'failed',
    before: null,
    after: { bundleId: id, ...(isBuilt ? end.built : {}) },
    reason: isBuilt ? null : end.failure,
    requestId: null,
    address: null,
  };
}
