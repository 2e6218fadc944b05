import { randomBytes, randomUUID } from 'node:crypto';
import {
  type ChallengeMessage,
  deriveSessionKey,
  type HelloMessage,
  makeProof,
  PROTOCOL_VERSION,
  type SealingPrimitives,
} from '@teredo-fleet/protocol';

import { Refusal } from './refusal';

/** The server's X25519 pair, 32 bytes each. */
export interface ChannelKeys {
  publicKey: Uint8Array;
  secretKey: Uint8Array;
  primitives: SealingPrimitives;
}

/** A session between `hello` and its proof of identity. Texts are as they went over the wire. */
export interface OpenChallenge {
  sessionId: string;
  nonce: string;
  sessionKey: string;
  /** Derived; never stored. */
  key: Uint8Array;
}

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** The key that this session's seals are made with. Throws Refusal `malformed` for a key that shares no secret. */
export function sessionKeyOf(channel: ChannelKeys, sessionKey: string, nonce: string): Uint8Array {
  const inputs = {
    agentPublicKey: bytes(sessionKey),
    channelPublicKey: channel.publicKey,
    challengeNonce: bytes(nonce),
  };
  try {
    return deriveSessionKey(channel.primitives, inputs, { side: 'server', secretKey: channel.secretKey });
  } catch {
    const text =
      'The session key of the hello is of low order. Make a fresh X25519 key pair and connect again.';
    throw new Refusal('malformed', { text });
  }
}

/** Answers `hello`: only the holder of the channel key can make the proof. Throws Refusal `wrong-version`. */
export function answerHello(
  channel: ChannelKeys,
  hello: HelloMessage,
): { open: OpenChallenge; message: ChallengeMessage } {
  if (hello.protocol !== PROTOCOL_VERSION) {
    const text = `This server speaks protocol ${PROTOCOL_VERSION}, the agent ${hello.protocol}. Install the agent that this server offers.`;
    throw new Refusal('wrong-version', { text });
  }
  const sessionId = randomUUID();
  const nonce = randomBytes(32).toString('base64');
  const key = sessionKeyOf(channel, hello.sessionKey, nonce);
  const proof = Buffer.from(makeProof(channel.primitives, key, bytes(nonce))).toString('base64');
  const open = { sessionId, nonce, sessionKey: hello.sessionKey, key };
  return { open, message: { type: 'challenge', sessionId, nonce, proof, serverTime: Date.now() } };
}
