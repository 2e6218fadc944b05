import { generateKeyPairSync } from 'node:crypto';
import type { ChallengeMessage, HelloMessage } from '@teredo-fleet/protocol';
import { checkProof, deriveSessionKey, naclPrimitives, PROTOCOL_VERSION } from '@teredo-fleet/protocol';
import type { SessionSecrets } from './transport';
import { DoorError } from './transport';

const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

/** One session's `hello` and what turns its `challenge` into the session's secrets. */
export interface KeyAgreement {
  hello: HelloMessage;
  /** Throws DoorError `not-the-server` unless the proof was made with the pinned channel key. */
  accept(challenge: ChallengeMessage): SessionSecrets;
}

/** Makes a fresh X25519 pair for one session with the server whose channel key (base64) is pinned. */
export function beginKeyAgreement(channelKey: string): KeyAgreement {
  const jwk = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const secretKey = new Uint8Array(Buffer.from(jwk.d!, 'base64url'));
  const sessionKey = Buffer.from(jwk.x!, 'base64url').toString('base64');
  return {
    hello: { type: 'hello', protocol: PROTOCOL_VERSION, sessionKey },
    accept({ sessionId, nonce, proof }) {
      const inputs = {
        agentPublicKey: fromBase64(sessionKey),
        channelPublicKey: fromBase64(channelKey),
        challengeNonce: fromBase64(nonce),
      };
      const key = deriveSessionKey(naclPrimitives, inputs, { side: 'agent', secretKey });
      if (checkProof(naclPrimitives, key, { nonce: fromBase64(nonce), proof: fromBase64(proof) })) {
        return { sessionId, nonce, sessionKey, key };
      }
      throw new DoorError(
        'not-the-server',
        'This is not the server that the enrolment token named: it has another channel key. Nothing was sent to it. ' +
          'Check the address; if the server was set up anew, enrol this machine again with a new token.',
      );
    },
  };
}
