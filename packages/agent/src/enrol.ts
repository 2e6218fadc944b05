import { type EnrolledMessage, OTHER_JOB_KEY, parseEnrolmentToken } from '@teredo-fleet/protocol';
import { forgetSequence } from './journal/sequence-file';
import { makeIdentitySeed } from './session/agent-keys';
import type { HostFacts } from './session/greeting';
import { type DoorChoice, enrolMachine } from './session/open-session';
import { SessionError } from './session/session-error';
import { type Enrolment, isEnrolled, sha256ToBe, writeEnrolment } from './state/enrolment-file';
import { StateError } from './state/state-error';

export interface EnrolRequest {
  stateDir: string;
  server: string;
  /** As pasted. */
  token: string;
  ca: string | null;
  door: DoorChoice;
  settings: Enrolment['settings'];
  host: HostFacts;
  /** Replaces an enrolment that is there. */
  again: boolean;
  /** Runs before the enrolment is written, with its SHA-256 (hex), by which the machine is to know it for its own. */
  announce?: (sha256: string) => Promise<void>;
}

/** Whether an enrolment is at the server that a token (as pasted) is of. Throws EnrolmentTokenError. */
export const isOfServer = ({ channelKey }: Enrolment, token: string): boolean =>
  parseEnrolmentToken(token).channelKey === channelKey;

/**
 * Makes this machine's key, proves it to the server that the token names, and keeps both. The job key that the server
 * tells must be the one in the token. Throws EnrolmentTokenError, SessionError or StateError.
 */
export async function enrol(request: EnrolRequest): Promise<EnrolledMessage> {
  const { stateDir, server, ca, door, settings } = request;
  if (isEnrolled(stateDir) && !request.again) {
    const text = `This machine is enrolled already (${stateDir}). To enrol it anew, add --again; its earlier identity is then given up.`;
    throw new StateError('in-use', text);
  }
  const token = parseEnrolmentToken(request.token);
  const seed = makeIdentitySeed();
  const pin = { server, ca, door, channelKey: token.channelKey, holdSeconds: () => 0 };
  const identity = { seed, tokenId: token.tokenId, secret: token.secret };
  const enrolled = await enrolMachine(pin, identity, request.host);
  if (enrolled.jobKey !== token.jobKey) {
    throw new SessionError('not-the-pinned-server', OTHER_JOB_KEY, true, null);
  }
  const { machineId, enrolmentId, jobKey } = enrolled;
  const keptSeed = Buffer.from(seed).toString('base64');
  const keys = { channelKey: token.channelKey, jobKey, seed: keptSeed };
  const enrolment: Enrolment = { v: 1, server, ca, door, ...keys, machineId, enrolmentId, settings };
  await request.announce?.(sha256ToBe(enrolment));
  writeEnrolment(stateDir, enrolment);
  forgetSequence(stateDir);
  return enrolled;
}
