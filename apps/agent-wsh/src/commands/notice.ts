import { fileExists } from '../host/files';
import { scriptHost } from '../host/host';
import { sleep } from '../host/sleep';
import { showOpenNote } from '../notice/show-notes';
import { EXIT, type Outcome } from './outcome';

const LOOK_EVERY_MS = 3_000;

/**
 * The helper in somebody's session: shows what the agent puts into that person's mailbox, until the script itself is
 * gone. It says nothing, since every word of it would be a window.
 */
export function notice(): Outcome {
  while (fileExists(scriptHost().ScriptFullName)) {
    showOpenNote();
    sleep(LOOK_EVERY_MS);
  }
  return { exitCode: EXIT.done, text: '' };
}
