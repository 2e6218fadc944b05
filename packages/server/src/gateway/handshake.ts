import { isDatabaseAway } from '@teredo-fleet/db';
import {
  type EnrolledMessage,
  type EnrolMessage,
  enrolBytes,
  type ProveMessage,
  proveBytes,
  type WelcomeMessage,
} from '@teredo-fleet/protocol';
import type { SessionIdentity } from './agent-session';
import type { OpenChallenge } from './challenge';
import { isSignedBy } from './ed25519';
import type { HandshakeVerbs } from './handshake-verbs';
import { Refusal } from './refusal';

export interface HandshakeParts {
  verbs: HandshakeVerbs;
  /** Id of this process. */
  serverId: string;
  /** Base64. */
  jobPublicKey: string;
}

export interface Caller {
  door: 'ws' | 'poll';
  address: string;
}

const base64 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));

/** A database that is away is no fault of the agent's. */
async function orNotReady<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'unavailable' || isDatabaseAway(error)) throw new Refusal('not-ready');
    throw error;
  }
}

function hostFacts(message: EnrolMessage | ProveMessage) {
  const { hostname, agentVersion, platform, bootId, hardwareId, timeZone } = message;
  return { hostname, agentVersion, platform, bootId, hardwareId, timeZone };
}

/** `enrol`: the machine shows that it holds the key, the token opens the door. Throws Refusal. */
export async function enrol(
  parts: HandshakeParts,
  open: OpenChallenge,
  message: EnrolMessage,
  caller: Caller,
): Promise<EnrolledMessage> {
  const agentKey = base64(message.agentKey);
  if (!isSignedBy(agentKey, enrolBytes(open, message), message.signature)) throw new Refusal('bad-signature');
  const { tokenId, secret } = message;
  const request = { tokenId, secret, agentKey, ...hostFacts(message) };
  const answer = await orNotReady(parts.verbs.enrol(request, caller.address));
  if (!answer.ok) throw new Refusal(answer.code, { text: answer.text });
  const { machineId, enrolmentId, status } = answer;
  const told = status === 'active' ? 'active' : 'pending';
  return { type: 'enrolled', machineId, enrolmentId, jobKey: parts.jobPublicKey, status: told };
}

/** `prove`: the machine is the one it says it is, and this session becomes its newest. Throws Refusal. */
export async function prove(
  parts: HandshakeParts,
  open: OpenChallenge,
  message: ProveMessage,
  caller: Caller,
): Promise<{ identity: SessionIdentity; welcome: WelcomeMessage }> {
  const { machineId, highestSequence } = message;
  const known = await orNotReady(parts.verbs.findIdentity(machineId));
  if (known === null) throw new Refusal('machine-unknown');
  if (!isSignedBy(known.agentKey, proveBytes(open, message), message.signature))
    throw new Refusal('bad-signature');
  const answer = await orNotReady(
    parts.verbs.openSession({
      machineId,
      highestSequence,
      door: caller.door,
      remote: caller.address,
      serverId: parts.serverId,
      updates: message.updates ?? null,
      ...hostFacts(message),
    }),
  );
  if (!answer.ok) throw new Refusal(answer.code, { text: answer.text });
  const { enrolmentId, epoch, status, heartbeatSeconds, observeSeconds, reachabilityPeer, probeServer } =
    answer;
  return {
    identity: { machineId, epoch, status, key: open.key, heartbeatSeconds },
    welcome: {
      type: 'welcome',
      machineId,
      enrolmentId,
      epoch,
      status,
      serverTime: Date.now(),
      heartbeatSeconds,
      observeSeconds,
      reachabilityPeer,
      probeServer,
    },
  };
}
