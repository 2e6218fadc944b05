/**
 * The three primitives that sealing rests on, passed in so that the script agent can bring its own build of them.
 * Keys are 32 bytes, secretbox nonces 24.
 */
export interface SealingPrimitives {
  /** X25519 and HSalsa20: NaCl's crypto_box_beforenm. */
  boxBefore(peerPublicKey: Uint8Array, ownSecretKey: Uint8Array): Uint8Array;
  /** XSalsa20-Poly1305: 16 bytes of tag, then the cipher text. */
  secretbox(message: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array;
  /** null when the tag does not fit. */
  secretboxOpen(box: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array | null;
  /** SHA-512, 64 bytes. */
  sha512(message: Uint8Array): Uint8Array;
}
