import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import { AGENT_VERSION } from '@teredo-fleet/agent';
import { type ChallengeMessage, enrolBytes, proveBytes } from '@teredo-fleet/protocol';

/** An Ed25519 PKCS #8 document is this prefix and the 32 bytes (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key pair and host facts, made for one light machine. Signs with Node's own Ed25519, to leave the machine to others. */
export class LightIdentity {
  readonly #key: KeyObject;
  readonly agentKey: string;
  /** X25519 public key of every session: only the server's half of the work is of interest. */
  readonly sessionKey: string;
  readonly host;
  /** An address of its own (RFC 2544's network for benchmarks), as a proxy would name it. */
  readonly address: string;

  constructor(readonly index: number) {
    const seed = randomBytes(32);
    this.#key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
    this.agentKey = Buffer.from(this.#key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
    const session = generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' });
    this.sessionKey = session.subarray(-32).toString('base64');
    this.address = `198.18.${(index >> 8) & 255}.${index & 255}`;
    this.host = {
      hostname: `bench-${index}`,
      agentVersion: AGENT_VERSION,
      platform: 'simulated' as const,
      bootId: randomUUID(),
      hardwareId: randomUUID(),
      timeZone: 'Europe/Oslo',
    };
  }

  #sign(bytes: Uint8Array): string {
    return sign(null, bytes, this.#key).toString('base64');
  }

  enrol(challenge: ChallengeMessage, token: { tokenId: string; secret: string }) {
    const { agentKey, host } = this;
    const { tokenId, secret } = token;
    const signature = this.#sign(enrolBytes(this.#session(challenge), { tokenId, agentKey }));
    return { type: 'enrol', tokenId, secret, agentKey, signature, ...host };
  }

  prove(challenge: ChallengeMessage, machineId: string) {
    const signature = this.#sign(proveBytes(this.#session(challenge), { machineId }));
    return { type: 'prove', machineId, signature, highestSequence: 0, ...this.host };
  }

  #session({ sessionId, nonce }: ChallengeMessage) {
    return { sessionId, nonce, sessionKey: this.sessionKey };
  }
}
