import { createHash } from 'node:crypto';

/** Under which every name of this product lies. */
const NAMESPACE = Buffer.from('6f1d2c0a9b8e4b57a3d45e7c1f0b9a62', 'hex');

/**
 * The UUID of a name, always the same one (RFC 9562 section 5.5), for files in which an id must be of version 4 or 5: those of
 * the tables are of version 7.
 */
export function uuidV5(...name: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name.join('\n')).digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
