import { appendFileSync, renameSync, statSync } from 'node:fs';
import type { Output } from './output';

/** So much is kept twice at most: what is written now, and what was before. */
const MOST_BYTES = 1024 * 1024;

function makeRoom(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MOST_BYTES) renameSync(path, `${path}.old`);
}

/** An output that goes to a file: a task of Windows has no other. A full disk costs lines and not the agent. */
export function openLog(path: string): Output {
  const write = (text: string) => {
    try {
      makeRoom(path);
      appendFileSync(path, `${text}\n`, { mode: 0o600 });
    } catch {
      // There is nowhere left to say so.
    }
  };
  return { print: write, printError: write };
}
