import { sign, verify } from 'node:crypto';
import type { SignaturePrimitives } from '../signing';
import { privateKeyOf, publicKeyOf } from './okp-keys';

/** Ed25519 of Node. `verify` throws for a key that is none; signatureFits asks for the lengths first. */
export const nodeSignatures: SignaturePrimitives = {
  sign: (bytes, seed) => new Uint8Array(sign(null, bytes, privateKeyOf('Ed25519', seed))),
  verify: (bytes, signature, publicKey) => verify(null, bytes, publicKeyOf('Ed25519', publicKey), signature),
};
