import type { EnrolMessage, HelloMessage, ProveMessage, UpdatesFacts } from './agent-messages';
import { decodeBase64, encodeBase64 } from './sealing/base64';
import type { SealingPrimitives } from './sealing/primitives';
import { checkProof, deriveSessionKey } from './sealing/session-key';
import type { ChallengeMessage } from './server-messages';
import { enrolBytes, proveBytes, type SignaturePrimitives } from './signing';

/** What an agent tells of its host when it enrols or proves itself. */
export type HostFactsMessage = Omit<EnrolMessage, 'type' | 'tokenId' | 'secret' | 'agentKey' | 'signature'>;

/** A session that was greeted: what the agent said and what the server answered. */
export interface GreetedSession {
  hello: HelloMessage;
  challenge: ChallengeMessage;
}

/**
 * The session key, once the server has proved that it holds the pinned channel key (standard base64); null when it has
 * not. `secretKey` belongs to the hello's session key. Never throws.
 */
export function keyOfChallenge(
  primitives: SealingPrimitives,
  { hello, challenge }: GreetedSession,
  own: { secretKey: Uint8Array; channelKey: string },
): Uint8Array | null {
  const nonce = decodeBase64(challenge.nonce);
  const proof = decodeBase64(challenge.proof);
  const agentPublicKey = decodeBase64(hello.sessionKey);
  const channelPublicKey = decodeBase64(own.channelKey);
  if (nonce === null || proof === null || agentPublicKey === null || channelPublicKey === null) return null;
  const inputs = {
    agentPublicKey: agentPublicKey,
    channelPublicKey: channelPublicKey,
    challengeNonce: nonce,
  };
  try {
    const key = deriveSessionKey(primitives, inputs, { side: 'agent', secretKey: own.secretKey });
    return checkProof(primitives, key, { nonce: nonce, proof: proof }) ? key : null;
  } catch (_error) {
    // No X25519 key, or one of low order, that anybody could prove.
    return null;
  }
}

function signedSession({ hello, challenge }: GreetedSession) {
  return { sessionId: challenge.sessionId, nonce: challenge.nonce, sessionKey: hello.sessionKey };
}

/** An Ed25519 key: 32 secret bytes, and the public half as standard base64. */
export interface SigningIdentity {
  seed: Uint8Array;
  agentKey: string;
}

/** `enrol`, signed by the machine's new identity. */
export function enrolMessage(
  signatures: SignaturePrimitives,
  session: GreetedSession,
  identity: SigningIdentity & { tokenId: string; secret: string },
  host: HostFactsMessage,
): EnrolMessage {
  const { seed, tokenId, secret, agentKey } = identity;
  const bytes = enrolBytes(signedSession(session), { tokenId: tokenId, agentKey: agentKey });
  const signature = encodeBase64(signatures.sign(bytes, seed));
  return {
    type: 'enrol',
    tokenId: tokenId,
    secret: secret,
    agentKey: agentKey,
    signature: signature,
    ...host,
  };
}

/** `prove`, signed by the machine's identity. */
export function proveMessage(
  signatures: SignaturePrimitives,
  session: GreetedSession,
  identity: { seed: Uint8Array; machineId: string; highestSequence: number; updates?: UpdatesFacts },
  host: HostFactsMessage,
): ProveMessage {
  const { seed, machineId, highestSequence, updates } = identity;
  const bytes = proveBytes(signedSession(session), { machineId: machineId });
  const signature = encodeBase64(signatures.sign(bytes, seed));
  const message: ProveMessage = {
    type: 'prove',
    machineId: machineId,
    signature: signature,
    highestSequence: highestSequence,
    ...host,
  };
  if (updates !== undefined) message.updates = updates;
  return message;
}
