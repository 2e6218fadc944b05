import {
  markEnrolmentCommand,
  readAnyValueCommand,
  readEnrolmentMark,
  readEnrolmentMarkCommand,
  removeEnrolmentMarkCommand,
} from '@teredo-fleet/teredo';
import type { RunWindows } from '../spawn-windows';

/**
 * Keeps, where only administrators write, which enrolment is this machine's. `sha256s`: of `enrolment.json`, hex, and of
 * what is about to take its place. Rejects where Windows refuses.
 */
export async function keepEnrolmentMark(sha256s: readonly string[], run: RunWindows): Promise<void> {
  const command = markEnrolmentCommand(sha256s);
  if (command === null) throw new TypeError(`no SHA-256: ${sha256s}`);
  const { exitCode } = await run(command);
  if (exitCode !== 0)
    throw new Error(`Windows does not keep which enrolment is this machine's: reg add gave ${exitCode}.`);
}

/**
 * The SHA-256s that were kept. `reg` ends alike where there is nothing and where it could not look: rejects where it can't
 * read what is always there either, and as RunWindows does.
 */
export async function keptEnrolmentMark(run: RunWindows): Promise<string[]> {
  const { bytes, exitCode } = await run(readEnrolmentMarkCommand());
  if (exitCode === 0) return readEnrolmentMark(Buffer.from(bytes).toString('latin1'));
  const any = await run(readAnyValueCommand());
  if (any.exitCode === 0) return [];
  throw new Error(
    `Windows does not say which enrolment is this machine's: reg query gave ${exitCode}, also for what every Windows has. Try again in a minute. Nothing was changed.`,
  );
}

/** Takes it away, if it is there. */
export const forgetEnrolmentMark = async (run: RunWindows): Promise<void> =>
  void (await run(removeEnrolmentMarkCommand()));
