import {
  type ChallengeMessage,
  checkProof,
  decodeBase64,
  deriveSessionKey,
  type EnrolMessage,
  enrolBytes,
  type HelloMessage,
  PROTOCOL_VERSION,
  type ProveMessage,
  proveBytes,
} from '@teredo-fleet/protocol';
import { createNodePrimitives } from '@teredo-fleet/protocol/node';
import { identityPublicKey, makeSessionKeyPair, type SessionKeyPair, signWithIdentity } from './agent-keys';
import { SessionError } from './session-error';

/** What an agent tells of its host when it enrols or proves itself. */
export type HostFacts = Omit<EnrolMessage, 'type' | 'tokenId' | 'secret' | 'agentKey' | 'signature'>;

/** The first message of a session and the secret half that belongs to it. */
export interface Greeting {
  hello: HelloMessage;
  pair: SessionKeyPair;
}

export function makeGreeting(): Greeting {
  const pair = makeSessionKeyPair();
  const sessionKey = Buffer.from(pair.publicKey).toString('base64');
  return { hello: { type: 'hello', protocol: PROTOCOL_VERSION, sessionKey }, pair };
}

const NOT_THE_SERVER =
  'The server that answered is not the one that the enrolment token named: it could not prove the pinned key. Nothing was sent to it. Check the address; if the server was installed anew, enrol this machine again.';

/**
 * The session key, once the server has proved that it holds the pinned channel key (standard base64). Throws
 * SessionError `not-the-pinned-server` otherwise; nothing secret has been sent by then.
 */
export function checkChallenge(
  greeting: Greeting,
  challenge: ChallengeMessage,
  channelKey: string,
): Uint8Array {
  const refusal = new SessionError('not-the-pinned-server', NOT_THE_SERVER, false, null);
  const nonce = decodeBase64(challenge.nonce);
  const proof = decodeBase64(challenge.proof);
  const channelPublicKey = decodeBase64(channelKey);
  if (nonce === null || proof === null || channelPublicKey === null) throw refusal;
  const inputs = { agentPublicKey: greeting.pair.publicKey, channelPublicKey, challengeNonce: nonce };
  const own = { side: 'agent', secretKey: greeting.pair.secretKey } as const;
  const primitives = createNodePrimitives();
  try {
    const key = deriveSessionKey(primitives, inputs, own);
    if (checkProof(primitives, key, { nonce, proof })) return key;
  } catch {
    // No X25519 key, or one of low order, that anybody could prove.
  }
  throw refusal;
}

const signedSession = (greeting: Greeting, challenge: ChallengeMessage) => ({
  sessionId: challenge.sessionId,
  nonce: challenge.nonce,
  sessionKey: greeting.hello.sessionKey,
});

/** `enrol`, signed by the machine's new identity. */
export function makeEnrol(
  session: { greeting: Greeting; challenge: ChallengeMessage },
  identity: { seed: Uint8Array; tokenId: string; secret: string },
  host: HostFacts,
): EnrolMessage {
  const agentKey = identityPublicKey(identity.seed);
  const bytes = enrolBytes(signedSession(session.greeting, session.challenge), {
    tokenId: identity.tokenId,
    agentKey,
  });
  const signature = signWithIdentity(identity.seed, bytes);
  return { type: 'enrol', tokenId: identity.tokenId, secret: identity.secret, agentKey, signature, ...host };
}

/** `prove`, signed by the machine's identity. */
export function makeProve(
  session: { greeting: Greeting; challenge: ChallengeMessage },
  identity: { seed: Uint8Array; machineId: string; highestSequence: number },
  host: HostFacts,
): ProveMessage {
  const { machineId, highestSequence } = identity;
  const bytes = proveBytes(signedSession(session.greeting, session.challenge), { machineId });
  return {
    type: 'prove',
    machineId,
    signature: signWithIdentity(identity.seed, bytes),
    highestSequence,
    ...host,
  };
}
