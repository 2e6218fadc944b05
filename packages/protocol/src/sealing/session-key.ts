import { asciiBytes, concatBytes, copyBytes } from './bytes';
import { counterNonce, SEAL_PURPOSE } from './nonces';
import type { SealingPrimitives } from './primitives';

const KEY_CONTEXT = 'teredo-fleet/session-key/v1\n';

export interface SessionKeyInputs {
  /** The agent's fresh X25519 public key (from `hello`). */
  agentPublicKey: Uint8Array;
  /** The server's pinned X25519 public key (from the enrolment token). */
  channelPublicKey: Uint8Array;
  /** 32 fresh bytes of the server (from `challenge`). */
  challengeNonce: Uint8Array;
}

/**
 * 32 bytes: the first half of SHA-512(context, X25519 shared secret after HSalsa20, challenge nonce, agent key, channel
 * key). The challenge nonce makes every session's key new even when somebody replays an old `hello`, so no nonce of a
 * secretbox is ever used twice under one key. `ownSecretKey` is the secret half of either public key.
 */
export function deriveSessionKey(
  primitives: SealingPrimitives,
  inputs: SessionKeyInputs,
  own: { side: 'agent' | 'server'; secretKey: Uint8Array },
): Uint8Array {
  const peer = own.side === 'agent' ? inputs.channelPublicKey : inputs.agentPublicKey;
  const shared = primitives.boxBefore(peer, own.secretKey);
  const hash = primitives.sha512(
    concatBytes([
      asciiBytes(KEY_CONTEXT),
      shared,
      inputs.challengeNonce,
      inputs.agentPublicKey,
      inputs.channelPublicKey,
    ]),
  );
  return copyBytes(hash, 0, 32);
}

/** The server's proof: secretbox of the challenge nonce; 48 bytes. Only the holder of the channel key can make it. */
export function makeProof(
  primitives: SealingPrimitives,
  key: Uint8Array,
  challengeNonce: Uint8Array,
): Uint8Array {
  return primitives.secretbox(challengeNonce, counterNonce(SEAL_PURPOSE.proof, 0), key);
}

/** Whether `proof` is the pinned server's for this challenge; false means: not the server the token named, go away. */
export function checkProof(
  primitives: SealingPrimitives,
  key: Uint8Array,
  challenge: { nonce: Uint8Array; proof: Uint8Array },
): boolean {
  if (challenge.proof.length !== 48 || challenge.nonce.length !== 32) return false;
  const opened = primitives.secretboxOpen(challenge.proof, counterNonce(SEAL_PURPOSE.proof, 0), key);
  if (opened === null || opened.length !== 32) return false;
  let difference = 0;
  for (let at = 0; at < 32; at += 1) difference |= (opened[at] as number) ^ (challenge.nonce[at] as number);
  return difference === 0;
}
