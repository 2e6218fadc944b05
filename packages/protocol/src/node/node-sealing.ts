import { createHash, diffieHellman, type KeyObject } from 'node:crypto';
import nacl from 'tweetnacl';
import { naclPrimitives } from '../sealing/nacl-primitives';
import type { SealingPrimitives } from '../sealing/primitives';
import { privateKeyOf, publicKeyOf } from './okp-keys';

type HSalsa20 = (out: Uint8Array, input: Uint8Array, key: Uint8Array, constant: Uint8Array) => void;

/** Not in tweetnacl's types: the second half of crypto_box_beforenm. */
const { crypto_core_hsalsa20: hsalsa20 } = (
  nacl as unknown as { lowlevel: { crypto_core_hsalsa20: HSalsa20 } }
).lowlevel;

const SIGMA = new Uint8Array(Buffer.from('expand 32-byte k'));
const ZERO = new Uint8Array(16);

/**
 * The same primitives as tweetnacl's with Node's X25519 and SHA-512. Measured for a session key: 0.07 ms instead of
 * 1.2 ms. `boxBefore` throws for a public key of low order, with which there is no secret to share. The secret key used
 * last is kept ready, since a server always uses the same one.
 */
export function createNodePrimitives(): SealingPrimitives {
  let ready: { secret: Uint8Array; key: KeyObject } | null = null;
  const privateKey = (secret: Uint8Array): KeyObject => {
    if (ready?.secret !== secret) ready = { secret, key: privateKeyOf('X25519', secret) };
    return ready.key;
  };
  return {
    ...naclPrimitives,
    boxBefore(peerPublicKey, ownSecretKey) {
      const publicKey = publicKeyOf('X25519', peerPublicKey);
      const shared = diffieHellman({ privateKey: privateKey(ownSecretKey), publicKey });
      const key = new Uint8Array(32);
      hsalsa20(key, ZERO, new Uint8Array(shared), SIGMA);
      return key;
    },
    sha512: (message) => new Uint8Array(createHash('sha512').update(message).digest()),
  };
}
