import { begunEnrolmentSha256, enrolmentSha256, isEnrolled, isEnrolmentBegun } from '@teredo-fleet/agent';
import {
  forgetEnrolmentMark,
  keepEnrolmentMark,
  keptEnrolmentMark,
  runWindows,
} from '@teredo-fleet/platform';

const onWindows = process.platform === 'win32';

/** Of what lies there and is known, an enrolment and a begun one. Where nothing is known, nothing there is looked at. */
async function knownThere(stateDir: string): Promise<{ whole: string | null; begun: string | null }> {
  const kept = await keptEnrolmentMark(runWindows);
  const known = (sha256OfOne: (folder: string) => string | null) => {
    const sha256 = kept.length === 0 ? null : sha256OfOne(stateDir);
    return sha256 !== null && kept.includes(sha256) ? sha256 : null;
  };
  return { whole: known(enrolmentSha256), begun: known(begunEnrolmentSha256) };
}

/**
 * Whether what lies in a folder as an enrolment is what an administrator made here; of a folder whose mode tells, it is.
 * Where none was made, nothing in the folder is looked at. Rejects where Windows can't say.
 */
export async function isOwnEnrolment(stateDir: string): Promise<boolean> {
  return !onWindows || (await knownThere(stateDir)).whole !== null;
}

/** The same of an enrolment that a server was asked for and has not answered, where nobody is enrolled: it is gone on with. */
export async function isOwnBegunEnrolment(stateDir: string): Promise<boolean> {
  if (!onWindows) return !isEnrolled(stateDir) && isEnrolmentBegun(stateDir);
  const { begun } = await knownThere(stateDir);
  return begun !== null && !isEnrolled(stateDir);
}

/**
 * Keeps, before an enrolment is written, begun or whole, that it will be this machine's (SHA-256, hex): whenever the
 * machine stops, one of those that are known lies there.
 */
export async function announceEnrolment(stateDir: string, sha256: string): Promise<void> {
  if (!onWindows) return;
  const { whole, begun } = await knownThere(stateDir);
  const known = [whole, begun].filter((one) => one !== null && one !== sha256) as string[];
  await keepEnrolmentMark([...known, sha256], runWindows);
}

/** Keeps where only administrators write, if folders do not say so, that this enrolment is this machine's, and no other. */
export async function keepEnrolment(stateDir: string): Promise<void> {
  const sha256 = onWindows ? enrolmentSha256(stateDir) : null;
  if (sha256 !== null) await keepEnrolmentMark([sha256], runWindows);
}

export async function forgetEnrolment(): Promise<void> {
  if (onWindows) await forgetEnrolmentMark(runWindows);
}
