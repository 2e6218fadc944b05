import type { EvidenceKeyRow } from '@teredo-fleet/db';

/** The installation's keys as a bundle lists them, the oldest first, up to the one that signed it. */
export function bundleKeys(keys: readonly EvidenceKeyRow[], signedBy: string): unknown[] {
  const last = keys.findIndex(({ keyId }) => keyId === signedBy);
  return keys.slice(0, last + 1).map(({ keyId, publicKey }) => ({
    acceptance: null,
    keyId,
    publicKey: publicKey.toString('base64'),
    signature: null,
    statement: null,
  }));
}
