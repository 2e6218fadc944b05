import {
  markEnrolmentCommand,
  readEnrolmentMark,
  readEnrolmentMarkCommand,
  removeEnrolmentMarkCommand,
} from '@teredo-fleet/teredo';
import type { RunWindows } from '../spawn-windows';

/**
 * Keeps, where only administrators write, which enrolment is this machine's. `sha256`: of `enrolment.json`, hex. Rejects
 * where Windows refuses.
 */
export async function keepEnrolmentMark(sha256: string, run: RunWindows): Promise<void> {
  const command = markEnrolmentCommand(sha256);
  if (command === null) throw new TypeError(`no SHA-256: ${sha256}`);
  const { exitCode } = await run(command);
  if (exitCode !== 0)
    throw new Error(`Windows does not keep which enrolment is this machine's: reg add gave ${exitCode}.`);
}

/** The SHA-256 that was kept; null: none. Rejects as RunWindows does. */
export async function keptEnrolmentMark(run: RunWindows): Promise<string | null> {
  const { bytes, exitCode } = await run(readEnrolmentMarkCommand());
  return exitCode === 0 ? readEnrolmentMark(Buffer.from(bytes).toString('latin1')) : null;
}

/** Takes it away, if it is there. */
export const forgetEnrolmentMark = async (run: RunWindows): Promise<void> =>
  void (await run(removeEnrolmentMarkCommand()));
