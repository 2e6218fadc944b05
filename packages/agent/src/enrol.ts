import {
  type EnrolledMessage,
  type EnrolmentToken,
  MAY_BE_ENROLLED,
  OTHER_JOB_KEY,
  parseEnrolmentToken,
} from '@teredo-fleet/protocol';
import { forgetSequence } from './journal/sequence-file';
import { makeIdentitySeed } from './session/agent-keys';
import type { HostFacts } from './session/greeting';
import { type DoorChoice, enrolMachine } from './session/open-session';
import { SessionError } from './session/session-error';
import {
  type BegunEnrolment,
  forgetBegunEnrolment,
  readBegunEnrolment,
  writeBegunEnrolment,
} from './state/begun-enrolment';
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
  /** Ed25519 seed (standard base64) of a machine that the server gave up, to be the same machine again; else a new one. */
  seed?: string;
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

/** What this enrolment is begun as, and what was begun before with another token. */
interface Beginning {
  seed: Uint8Array;
  earlier: BegunEnrolment | null;
}

const seedOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

const announceNothing = async () => undefined;

/**
 * Who this machine is going to be. On disk before the server is asked: an answer that is lost is asked for again by the
 * same key and token, and the server then makes no second machine of it.
 */
async function begin(request: EnrolRequest, { tokenId, channelKey }: EnrolmentToken): Promise<Beginning> {
  const { stateDir, announce = announceNothing } = request;
  const { hardwareId } = request.host;
  const found = readBegunEnrolment(stateDir);
  const open = found !== null && found.hardwareId === hardwareId && !isSeedOf(stateDir, found.seed);
  if (open && found.tokenId === tokenId && found.channelKey === channelKey)
    return { seed: seedOf(found.seed), earlier: null };
  const seed = request.seed === undefined ? makeIdentitySeed() : seedOf(request.seed);
  const kept = Buffer.from(seed).toString('base64');
  await writeBegunEnrolment(stateDir, { v: 1, tokenId, channelKey, hardwareId, seed: kept }, announce);
  return { seed, earlier: open ? found : null };
}

/** The server refused: what was begun goes, and what was begun before with another token is back. */
async function takeBack({ stateDir, announce = announceNothing }: EnrolRequest, { earlier }: Beginning) {
  if (earlier === null) forgetBegunEnrolment(stateDir);
  else await writeBegunEnrolment(stateDir, earlier, announce);
}

/** The server was asked, and nothing is kept of what it answered. */
function withWayOn(error: unknown): Error {
  const text = `${(error as Error).message} ${MAY_BE_ENROLLED}`;
  if (!(error instanceof SessionError)) return new StateError('not-writable', text);
  return new SessionError(error.code, text, error.final, error.retryAfterSeconds);
}

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
  let begun: Beginning | null = null;
  try {
    const identity = async () => {
      begun = await begin(request, token);
      return { seed: begun.seed, tokenId, secret };
    };
    const enrolled = await enrolMachine(pin, identity, request.host);
    if (enrolled.jobKey !== token.jobKey) {
      throw new SessionError('not-the-pinned-server', OTHER_JOB_KEY, true, null);
    }
    const { machineId, enrolmentId, jobKey } = enrolled;
    const { seed } = begun as unknown as Beginning;
    const keys = { channelKey, jobKey, seed: Buffer.from(seed).toString('base64') };
    const enrolment: Enrolment = { v: 1, server, ca, door, ...keys, machineId, enrolmentId, settings };
    await request.announce?.(sha256ToBe(enrolment));
    writeEnrolment(stateDir, enrolment);
    forgetBegunEnrolment(stateDir);
    forgetSequence(stateDir);
    return enrolled;
  } catch (error) {
    if (begun === null) throw error;
    if (!(error instanceof SessionError && error.final)) throw withWayOn(error);
    await takeBack(request, begun);
    throw error;
  }
}
