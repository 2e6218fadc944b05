import { messageTextOf, programPath, quotedArgument } from '@teredo-fleet/teredo';
import { fileExists } from '../host/files';
import { runHidden, systemRoot } from '../host/shell';
import type { Person } from './people';

/**
 * A message box by Windows' own msg, whose title is Windows' and which asks nothing: ours stands above the text. False:
 * there is no msg here, no session, no room for the notice or its address, or it says that it failed.
 */
export function sendMessage(
  { sessionId }: Person,
  { title, body, seconds }: { title: string; body: string; seconds: number },
): boolean {
  const program = programPath('msg', systemRoot());
  if (sessionId === null || !fileExists(program)) return false;
  const text = messageTextOf(title, body);
  if (text === null) return false;
  return runHidden(`"${program}" ${sessionId} /time:${seconds} ${quotedArgument(text)}`) === 0;
}
