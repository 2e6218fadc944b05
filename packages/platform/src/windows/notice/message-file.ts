import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { win32 } from 'node:path';
import { messageFileText } from './session-script';

/** Where texts of message boxes lie while they are shown: a folder of the agent's own, which nobody else opens. */
export interface MessageFiles {
  /** The path of a file with this text. Throws where it can't be written. */
  write(sessionId: number, title: string, body: string): string;
  remove(path: string): void;
}

export function createMessageFiles(folder: string): MessageFiles {
  let shown = 0;
  return {
    write(sessionId, title, body) {
      // What a run before left behind is shown by nobody any more.
      if (shown === 0) rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      shown += 1;
      const path = win32.join(folder, `message-${sessionId}-${shown}.txt`);
      writeFileSync(path, messageFileText(title, body), { mode: 0o600 });
      return path;
    },
    remove(path) {
      try {
        rmSync(path, { force: true });
      } catch {
        // Somebody reads it still: the next run of the agent takes it away.
      }
    },
  };
}
