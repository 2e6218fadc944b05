import {
  type EnrolledMessage,
  type EnrolmentToken,
  OTHER_JOB_KEY,
  parseEnrolmentToken,
} from '@teredo-fleet/protocol';
import { forgetSequence } from './journal/sequence-file';
import { makeIdentitySeed } from './session/agent-keys';
import type { HostFacts } from './session/greeting';
import { type DoorChoice, enrolMachine } from './session/open-session';
import { SessionError } from './session/session-error';
import { forgetBegunEnrolment, readBegunEnrolment, writeBegunEnrolment } from './state/begun-enrolment';
import {
  type Enrolment,
  isEnrolled,
  readEnrolment,
  sha256ToBe,
  writeEnrolment,
} from './state/enrolment-file';
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
  /**
   * Runs before an enrolment is written, begun or whole, with its SHA-256 (hex), by which the machine is to know it for
   * its own.
   */
  announce?: (sha256: string) => Promise<void>;
}

/** Whether an enrolment is at the server that a token (as pasted) is of. Throws EnrolmentTokenError. */
export const isOfServer = ({ channelKey }: Enrolment, token: string): boolean =>
  parseEnrolmentToken(token).channelKey === channelKey;

/** Whether it was enrolled as this (seed as base64): the machine stopped before it forgot that it had begun. */
function isSeedOf(stateDir: string, seed: string): boolean {
  try {
    return readEnrolment(stateDir).seed === seed;
  } catch {
    return false;
  }
}

/**
 * Who this machine is going to be. On disk before the server is asked: an answer that is lost, be it to a power cut, is
 * asked for again by the same key and token, and the server then makes no second machine of it.
 */
async function begin(request: EnrolRequest, token: EnrolmentToken): Promise<Uint8Array> {
  const { stateDir, announce = async () => undefined } = request;
  const { tokenId, channelKey } = token;
  const begun = readBegunEnrolment(stateDir);
  if (begun?.tokenId === tokenId && begun.channelKey === channelKey && !isSeedOf(stateDir, begun.seed))
    return new Uint8Array(Buffer.from(begun.seed, 'base64'));
  const seed = makeIdentitySeed();
  const kept = Buffer.from(seed).toString('base64');
  await writeBegunEnrolment(stateDir, { v: 1, tokenId, channelKey, seed: kept }, announce);
  return seed;
}

/** Whether a server may have made a machine of what was asked for. */
const mayHaveSucceeded = (error: unknown) => !(error instanceof SessionError && error.final);

/**
 * Makes this machine's key, proves it to the server that the token names, and keeps both. The job key that the server
 * tells must be the one in the token. What was asked for and not answered is gone on with. Throws EnrolmentTokenError,
 * SessionError or StateError.
 */
export async function enrol(request: EnrolRequest): Promise<EnrolledMessage> {
  const { stateDir, server, ca, door, settings } = request;
  if (isEnrolled(stateDir) && !request.again) {
    const text = `This machine is enrolled already (${stateDir}). To enrol it anew, add --again; its earlier identity is then given up.`;
    throw new StateError('in-use', text);
  }
  const token = parseEnrolmentToken(request.token);
  const { tokenId, secret, channelKey } = token;
  const pin = { server, ca, door, channelKey, holdSeconds: () => 0 };
  let seed: Uint8Array = new Uint8Array();
  try {
    const identity = async () => {
      seed = await begin(request, token);
      return { seed, tokenId, secret };
    };
    const enrolled = await enrolMachine(pin, identity, request.host);
    if (enrolled.jobKey !== token.jobKey) {
      throw new SessionError('not-the-pinned-server', OTHER_JOB_KEY, true, null);
    }
    const { machineId, enrolmentId, jobKey } = enrolled;
    const keys = { channelKey, jobKey, seed: Buffer.from(seed).toString('base64') };
    const enrolment: Enrolment = { v: 1, server, ca, door, ...keys, machineId, enrolmentId, settings };
    await request.announce?.(sha256ToBe(enrolment));
    writeEnrolment(stateDir, enrolment);
    forgetBegunEnrolment(stateDir);
    forgetSequence(stateDir);
    return enrolled;
  } catch (error) {
    if (!mayHaveSucceeded(error)) forgetBegunEnrolment(stateDir);
    throw error;
  }
}
