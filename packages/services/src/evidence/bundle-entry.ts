import type { AuditInput, BundleRequest } from '@teredo-fleet/db';
import { sha256 } from '../core/sha256';

/** How a bundle ended. */
export type BundleEnd = { built: { sha256: string; bytes: number; interim: boolean } } | { failure: string };

type OfRollout = Pick<BundleRequest, 'rolloutId' | 'rolloutName' | 'scopeId'>;

const entryAbout = ({ rolloutId, rolloutName, scopeId }: OfRollout) =>
  ({
    scopeId,
    actorKind: 'system',
    actorId: null,
    objectKind: 'rollout',
    objectId: rolloutId,
    objectName: rolloutName,
    before: null,
    requestId: null,
    address: null,
  }) as const;

/** The entry of the signer that says what it signed. */
export function bundleSignedEntry(bundle: OfRollout & { id: string; manifest: string }): AuditInput {
  return {
    ...entryAbout(bundle),
    actorName: 'signer',
    action: 'evidence.sign',
    outcome: 'done',
    after: { bundleId: bundle.id, manifestSha256: sha256(bundle.manifest).toString('hex') },
    reason: null,
  };
}

/** The entry that says what became of a bundle, in the name of the process that made it. */
export function bundleEntry(bundle: BundleRequest, end: BundleEnd): AuditInput {
  const isBuilt = 'built' in end;
  return {
    ...entryAbout(bundle),
    actorName: 'reporter',
    action: 'evidence.finish',
    outcome: isBuilt ? 'done' : 'failed',
    after: { bundleId: bundle.id, ...(isBuilt ? end.built : {}) },
    reason: isBuilt ? null : end.failure,
  };
}
