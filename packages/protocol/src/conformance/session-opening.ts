import nacl from 'tweetnacl';
import { decodeBase64, encodeBase64 } from '../sealing/base64';
import { naclPrimitives } from '../sealing/nacl-primitives';
import { checkProof, deriveSessionKey } from '../sealing/session-key';
import type { ChallengeMessage } from '../server-messages';
import { ConformanceError } from './door-client';

/** A session's opening on the agent's side: a fresh key pair, and what the challenge makes of it. */
export class SessionOpening {
  readonly #pair = nacl.box.keyPair();
  readonly sessionKey = encodeBase64(this.#pair.publicKey);

  hello(protocol: number): Record<string, unknown> {
    return { type: 'hello', protocol, sessionKey: this.sessionKey };
  }

  /** Derives the session key and checks that the pinned server made the proof. */
  takeChallenge(challenge: ChallengeMessage, channelKey: string): Uint8Array {
    const nonce = bytesOf(challenge.nonce);
    const inputs = {
      agentPublicKey: this.#pair.publicKey,
      channelPublicKey: bytesOf(channelKey),
      challengeNonce: nonce,
    };
    const key = deriveSessionKey(naclPrimitives, inputs, { side: 'agent', secretKey: this.#pair.secretKey });
    if (!checkProof(naclPrimitives, key, { nonce, proof: bytesOf(challenge.proof) })) {
      throw new ConformanceError('the proof of the challenge is not the pinned server’s');
    }
    return key;
  }
}

function bytesOf(base64: string): Uint8Array {
  const bytes = decodeBase64(base64);
  if (bytes === null) throw new ConformanceError(`not base64: ${base64.slice(0, 60)}`);
  return bytes;
}
