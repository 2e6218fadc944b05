import { messageTextOf, programPath, quotedArgument } from '@teredo-fleet/teredo';
import { fileExists } from '../host/files';
import { systemRoot } from '../host/shell';
import { runShortly } from '../host/short-program';
import type { Person } from './people';

/** It hands the text over and ends; the agent does nothing else meanwhile. */
const LONGEST_MS = 30_000;

/**
 * A message box by Windows' own msg, whose title is Windows' and which asks nothing: ours stands above the text. False:
 * there is no msg here, no session, no room for the notice or its address, or it failed, or did not end in time.
 */
export function sendMessage(
  { sessionId }: Person,
  { title, body, seconds }: { title: string; body: string; seconds: number },
): boolean {
  const program = programPath('msg', systemRoot());
  if (sessionId === null || !fileExists(program)) return false;
  const text = messageTextOf(title, body);
  if (text === null) return false;
  const command = `"${program}" ${sessionId} /time:${seconds} ${quotedArgument(text)}`;
  return runShortly(command, LONGEST_MS) === 0;
}
