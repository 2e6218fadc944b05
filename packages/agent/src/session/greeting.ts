import {
  type ChallengeMessage,
  type EnrolMessage,
  enrolMessage,
  type HelloMessage,
  type HostFactsMessage,
  keyOfChallenge,
  NOT_THE_SERVER,
  PROTOCOL_VERSION,
  type ProveMessage,
  proveMessage,
  type UpdatesFacts,
} from '@teredo-fleet/protocol';
import { createNodePrimitives, nodeSignatures } from '@teredo-fleet/protocol/node';
import { identityPublicKey, makeSessionKeyPair, type SessionKeyPair } from './agent-keys';
import { SessionError } from './session-error';

/** What an agent tells of its host when it enrols or proves itself. */
export type HostFacts = HostFactsMessage;

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

/**
 * The session key, once the server has proved that it holds the pinned channel key (standard base64). Throws
 * SessionError `not-the-pinned-server` otherwise; nothing secret has been sent by then.
 */
export function checkChallenge(
  { hello, pair }: Greeting,
  challenge: ChallengeMessage,
  channelKey: string,
): Uint8Array {
  const own = { secretKey: pair.secretKey, channelKey };
  const key = keyOfChallenge(createNodePrimitives(), { hello, challenge }, own);
  if (key === null) throw new SessionError('not-the-pinned-server', NOT_THE_SERVER, false, null);
  return key;
}

interface Greeted {
  greeting: Greeting;
  challenge: ChallengeMessage;
}

/** `enrol`, signed by the machine's new identity. */
export function makeEnrol(
  { greeting, challenge }: Greeted,
  identity: { seed: Uint8Array; tokenId: string; secret: string },
  host: HostFacts,
): EnrolMessage {
  const agentKey = identityPublicKey(identity.seed);
  const { hello } = greeting;
  return enrolMessage(nodeSignatures, { hello, challenge }, { ...identity, agentKey }, host);
}

/** An enrolled machine, as it proves itself. */
export interface ProvenIdentity {
  seed: Uint8Array;
  machineId: string;
  highestSequence: number;
  /** undefined: this program can't replace itself. */
  updates: UpdatesFacts | undefined;
}

/** `prove`, signed by the machine's identity. */
export function makeProve(
  { greeting, challenge }: Greeted,
  { updates, ...known }: ProvenIdentity,
  host: HostFacts,
): ProveMessage {
  const identity = updates === undefined ? known : { ...known, updates };
  return proveMessage(nodeSignatures, { hello: greeting.hello, challenge }, identity, host);
}
