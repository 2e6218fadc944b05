import { fileExists, folderExists, removeFile, writeAscii } from '../host/files';
import { sleep } from '../host/sleep';
import { stopFileIn, takeLock } from '../state/state-folder';

/** It looks between two exchanges with the server, and finishes a step that it has begun. */
const LONGEST_MS = 180_000;

/** Asks an agent that runs on the folder to end, and waits until it has. False: it has not. */
export function stopAgent(stateDir: string): boolean {
  if (!folderExists(stateDir)) return true;
  for (let waited = 0; waited < LONGEST_MS; waited += 1000) {
    const lock = takeLock(stateDir);
    if (lock !== null) {
      lock.close();
      removeFile(stopFileIn(stateDir));
      return true;
    }
    if (!fileExists(stopFileIn(stateDir))) writeAscii(stopFileIn(stateDir), '');
    sleep(1000);
  }
  return false;
}
