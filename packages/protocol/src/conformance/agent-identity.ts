import nacl from 'tweetnacl';
import { parseEnrolmentToken } from '../enrolment-token';
import { encodeBase64 } from '../sealing/base64';
import { enrolBytes, naclSignatures, proveBytes } from '../signing';
import { ConformanceError, type DoorClient } from './door-client';

let made = 0;

/** A machine of a scenario: an identity of its own and the messages it would send. */
export class AgentIdentity {
  readonly seed = nacl.randomBytes(32);
  readonly #host: Record<string, unknown>;
  machineId = '';

  constructor() {
    made += 1;
    const name = `conformance-${encodeBase64(nacl.randomBytes(6)).replace(/\W/g, 'x')}-${made}`;
    this.#host = {
      hostname: name,
      agentVersion: '0.1.0',
      platform: 'simulated',
      bootId: `${name}-boot`,
      hardwareId: `${name}-hardware`,
      timeZone: null,
    };
  }

  enrol(client: DoorClient, tokenText: string): Record<string, unknown> {
    const { tokenId, secret } = parseEnrolmentToken(tokenText);
    const agentKey = encodeBase64(nacl.sign.keyPair.fromSeed(this.seed).publicKey);
    const signed = enrolBytes(sessionOf(client), { tokenId, agentKey });
    return { type: 'enrol', tokenId, secret, agentKey, signature: this.#sign(signed), ...this.#host };
  }

  prove(client: DoorClient): Record<string, unknown> {
    const { machineId } = this;
    const signature = this.#sign(proveBytes(sessionOf(client), { machineId }));
    return { type: 'prove', machineId, signature, highestSequence: 0, ...this.#host };
  }

  #sign(bytes: Uint8Array): string {
    return encodeBase64(naclSignatures.sign(bytes, this.seed));
  }
}

function sessionOf(client: DoorClient): NonNullable<DoorClient['session']> {
  if (client.session === null) throw new ConformanceError('the door was not opened');
  return client.session;
}
