import nacl from 'tweetnacl';
import { CONTEXT } from './limits';
import { asciiBytes, concatBytes } from './sealing/bytes';

/** Ed25519 (RFC 8032): keys and signatures are 32 and 64 bytes; `seed` is the 32-byte private key. */
export interface SignaturePrimitives {
  sign(bytes: Uint8Array, seed: Uint8Array): Uint8Array;
  verify(bytes: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean;
}

/** Ed25519 of tweetnacl. A process that has a faster one passes its own. */
export const naclSignatures: SignaturePrimitives = {
  sign: (bytes, seed) => nacl.sign.detached(bytes, nacl.sign.keyPair.fromSeed(seed).secretKey),
  verify: (bytes, signature, publicKey) => nacl.sign.detached.verify(bytes, signature, publicKey),
};

/** Names one session in what an agent signs; every text exactly as it was sent (UUID, base64). */
interface SignedSession {
  sessionId: string;
  /** `nonce` of the challenge. */
  nonce: string;
  /** `sessionKey` of the hello. */
  sessionKey: string;
}

/** What `enrol.signature` covers: CONTEXT.enrol, then the five texts joined by line feeds; ASCII. */
export function enrolBytes(session: SignedSession, enrol: { tokenId: string; agentKey: string }): Uint8Array {
  const lines = [session.sessionId, session.nonce, session.sessionKey, enrol.tokenId, enrol.agentKey];
  return asciiBytes(CONTEXT.enrol + lines.join('\n'));
}

/** What `prove.signature` covers: CONTEXT.session, then the four texts joined by line feeds; ASCII. */
export function proveBytes(session: SignedSession, prove: { machineId: string }): Uint8Array {
  const lines = [session.sessionId, session.nonce, session.sessionKey, prove.machineId];
  return asciiBytes(CONTEXT.session + lines.join('\n'));
}

/** What `offer.signature` covers: CONTEXT.job, then the payload's bytes as they are sent. */
export function jobBytes(payload: Uint8Array): Uint8Array {
  return concatBytes([asciiBytes(CONTEXT.job), payload]);
}

/** What the signature of an override covers: CONTEXT.override, then the payload's bytes as they are sent. */
export function overrideBytes(payload: Uint8Array): Uint8Array {
  return concatBytes([asciiBytes(CONTEXT.override), payload]);
}

/** Whether the signature fits; false also for a key or signature of the wrong length. Never throws. */
export function signatureFits(
  primitives: SignaturePrimitives,
  signed: { bytes: Uint8Array; signature: Uint8Array; publicKey: Uint8Array },
): boolean {
  if (signed.signature.length !== 64 || signed.publicKey.length !== 32) return false;
  return primitives.verify(signed.bytes, signed.signature, signed.publicKey);
}
