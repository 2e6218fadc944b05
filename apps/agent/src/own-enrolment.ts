import { begunEnrolmentSha256, enrolmentSha256, isEnrolled, isEnrolmentBegun } from '@teredo-fleet/agent';
import {
  forgetEnrolmentMark,
  keepEnrolmentMark,
  keptEnrolmentMark,
  runWindows,
} from '@teredo-fleet/platform';

const onWindows = process.platform === 'win32';

/**
 * Whether what lies in a folder as an enrolment is what an administrator made here; of a folder whose mode tells, it is.
 * Where none was made, nothing in the folder is looked at. Rejects where Windows can't say.
 */
export async function isOwnEnrolment(stateDir: string): Promise<boolean> {
  if (!onWindows) return true;
  const kept = await keptEnrolmentMark(runWindows);
  return kept.length > 0 && isEnrolled(stateDir) && kept.includes(enrolmentSha256(stateDir));
}

/** Of what lies there and is known, an enrolment or a begun one. */
async function knownSha256s(stateDir: string): Promise<string[]> {
  const there = [
    ...(isEnrolled(stateDir) ? [enrolmentSha256(stateDir)] : []),
    ...(isEnrolmentBegun(stateDir) ? [begunEnrolmentSha256(stateDir)] : []),
  ];
  const kept = await keptEnrolmentMark(runWindows);
  return there.filter((sha256) => kept.includes(sha256));
}

/** The same of a folder in which nobody is enrolled, and an administrator asked a server to: he may go on there. */
export async function isOwnBegunEnrolment(stateDir: string): Promise<boolean> {
  if (isEnrolled(stateDir) || !isEnrolmentBegun(stateDir)) return false;
  return !onWindows || (await knownSha256s(stateDir)).length > 0;
}

/**
 * Keeps, before an enrolment is written, begun or whole, that it will be this machine's (SHA-256, hex): whenever the
 * machine stops, one of those that are known lies there.
 */
export async function announceEnrolment(stateDir: string, sha256: string): Promise<void> {
  if (onWindows) await keepEnrolmentMark([...(await knownSha256s(stateDir)), sha256], runWindows);
}

/** Keeps where only administrators write, if folders do not say so, that this enrolment is this machine's, and no other. */
export async function keepEnrolment(stateDir: string): Promise<void> {
  if (onWindows) await keepEnrolmentMark([enrolmentSha256(stateDir)], runWindows);
}

export async function forgetEnrolment(): Promise<void> {
  if (onWindows) await forgetEnrolmentMark(runWindows);
}
