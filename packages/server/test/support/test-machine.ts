import { randomBytes, randomUUID } from 'node:crypto';
import {
  type ChallengeMessage,
  deriveSessionKey,
  enrolBytes,
  naclPrimitives,
  naclSignatures,
  proveBytes,
  type WelcomeMessage,
} from '@teredo-fleet/protocol';
import nacl from 'tweetnacl';
import type { GatewayBench } from './gateway-bench';
import { type DoorName, openDoor, type TestDoor } from './test-doors';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

export function sessionKey(
  pair: { publicKey: Uint8Array; secretKey: Uint8Array },
  challenge: ChallengeMessage,
  channelKey: string,
): Uint8Array {
  const inputs = {
    agentPublicKey: pair.publicKey,
    channelPublicKey: bytes(channelKey),
    challengeNonce: bytes(challenge.nonce),
  };
  return deriveSessionKey(naclPrimitives, inputs, { side: 'agent', secretKey: pair.secretKey });
}

/** What identifies one machine of a test. */
export interface TestMachine {
  seed: Uint8Array;
  machineId: string;
  enrolmentId: string;
  host: ReturnType<typeof hostFacts>;
}

export const hostFacts = (hostname = `host-${randomBytes(3).toString('hex')}`) => ({
  hostname,
  agentVersion: '0.1.0',
  platform: 'linux' as const,
  bootId: randomUUID(),
  hardwareId: randomUUID(),
  timeZone: 'Europe/Oslo',
});

const signedSession = (door: TestDoor) => ({
  sessionId: door.challenge.sessionId,
  nonce: door.challenge.nonce,
  sessionKey: door.sessionKeyText,
});

export function makeEnrol(
  door: TestDoor,
  token: { tokenId: string; secret: string },
  seed: Uint8Array,
  host = hostFacts(),
) {
  const agentKey = base64(nacl.sign.keyPair.fromSeed(seed).publicKey);
  const signature = base64(
    naclSignatures.sign(enrolBytes(signedSession(door), { tokenId: token.tokenId, agentKey }), seed),
  );
  return { type: 'enrol', ...token, agentKey, signature, ...host };
}

export function makeProve(door: TestDoor, machine: TestMachine, highestSequence = 0) {
  const { machineId, seed, host } = machine;
  const signature = base64(naclSignatures.sign(proveBytes(signedSession(door), { machineId }), seed));
  return { type: 'prove', machineId, signature, highestSequence, ...host };
}

/** Enrols a new machine with a fresh key. */
export async function enrolMachine(bench: GatewayBench, door: DoorName = 'ws'): Promise<TestMachine> {
  const token = await bench.makeToken();
  const seed = new Uint8Array(randomBytes(32));
  const host = hostFacts();
  const open = await openDoor(door, bench.url, bench.channelKey);
  open.send(makeEnrol(open, token, seed, host));
  const { machineId, enrolmentId } = await open.next('enrolled');
  open.close();
  return { seed, machineId, enrolmentId, host };
}

/** A standing session of a machine. */
export interface TestSession extends TestDoor {
  machine: TestMachine;
  welcome: WelcomeMessage;
}

export async function connect(
  bench: GatewayBench,
  machine: TestMachine,
  { door = 'ws', url = bench.url }: { door?: DoorName; url?: string } = {},
): Promise<TestSession> {
  const open = await openDoor(door, url, bench.channelKey);
  open.send(makeProve(open, machine));
  const welcome = await open.next('welcome');
  return Object.assign(open, { machine, welcome });
}
