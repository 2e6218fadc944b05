import type { Digest } from '../chain/digest';
import { hexOf, type VerifyTools } from './verify-tools';

/** Digests of texts, made with the tools for bytes. */
export function textDigest({ hasher, canonical }: Pick<VerifyTools, 'hasher' | 'canonical'>): Digest {
  const encoder = new TextEncoder();
  return {
    canonical,
    sha256(text) {
      const hash = hasher();
      hash.update(encoder.encode(text));
      return hexOf(hash.digest());
    },
  };
}
