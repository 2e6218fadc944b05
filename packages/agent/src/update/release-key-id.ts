import { createHash } from 'node:crypto';

/** SHA-256 of a release key (standard base64), hex: how agents, servers and people name it. */
export const releaseKeyId = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
