import nacl from 'tweetnacl';
import type { SealingPrimitives } from './primitives';

/** The primitives of tweetnacl; the only file of sealing that imports it. */
export const naclPrimitives: SealingPrimitives = {
  boxBefore: (peerPublicKey, ownSecretKey) => nacl.box.before(peerPublicKey, ownSecretKey),
  secretbox: (message, nonce, key) => nacl.secretbox(message, nonce, key),
  secretboxOpen: (box, nonce, key) => nacl.secretbox.open(box, nonce, key),
  sha512: (message) => nacl.hash(message),
};
