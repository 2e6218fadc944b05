import { type BundleVerdict, type ByteSource, verifyBundle } from '@teredo-fleet/evidence';
import { NODE_TOOLS } from '../../src/verify/node-tools';

export const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (from, length) => {
    if (from < 0 || from + length > bytes.length) throw new RangeError(`reads ${length} bytes at ${from}`);
    return bytes.subarray(from, from + length);
  },
});

/** What is known from outside of a bundle. */
export interface Outside {
  fingerprint?: string | null;
  head?: string | null;
}

export const ask = (
  bytes: Uint8Array,
  { fingerprint = null, head = null }: Outside = {},
): Promise<BundleVerdict> =>
  verifyBundle({ source: sourceOf(bytes), fingerprint, head, progress: () => undefined }, NODE_TOOLS);

/** What is wrong, as `check code file number`. */
export const faultsOf = ({ findings }: BundleVerdict): string[] =>
  findings
    .filter(({ verdict }) => verdict === 'fails')
    .map(({ check, code, file, number }) =>
      [check, code, file, number].filter((part) => part !== null).join(' '),
    );

export const checksThat = ({ findings }: BundleVerdict, verdict: 'holds' | 'not-checked'): string[] =>
  findings.filter((one) => one.verdict === verdict).map(({ check }) => check);
