import { concatBytes } from './bytes';
import { crockford } from './crockford';
import type { SealingPrimitives } from './primitives';
import { encodeUtf8 } from './utf8';

const LENGTH = 10;

/**
 * What stands for a user in receipts where people are not to be named: `p-` and ten characters of Crockford's base32, the
 * first 50 bits of SHA-512 over the agent's secret, a context and what the machine calls the user (see `namedSession`).
 * Always the same for a user of a machine, another on every machine and after every new key; who has not got the
 * secret can't find out whose it is by trying names.
 */
export function userPseudonym(
  primitives: Pick<SealingPrimitives, 'sha512'>,
  secret: Uint8Array,
  user: string,
): string {
  const hash = primitives.sha512(concatBytes([secret, encodeUtf8(`teredo-fleet user v1\n${user}`)]));
  return `p-${crockford(hash, LENGTH)}`;
}
