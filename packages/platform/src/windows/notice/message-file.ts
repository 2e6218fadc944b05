import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageFileText } from './session-script';

/** Where texts of message boxes lie while they are shown: a folder of the agent's own, which nobody else opens. */
export interface MessageFiles {
  /** The path of a file with this text. Throws where it can't be written. */
  write(sessionId: number, title: string, body: string): string;
  remove(path: string): void;
}

/** Beside what the agent keeps. */
export const messagesFolder = (stateDir: string): string => join(stateDir, 'messages');

export function createMessageFiles(stateDir: string): MessageFiles {
  const folder = messagesFolder(stateDir);
  let shown = 0;
  return {
    write(sessionId, title, body) {
      // What a run before left behind is shown by nobody any more.
      if (shown === 0) rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      shown += 1;
      const path = join(folder, `message-${sessionId}-${shown}.txt`);
      writeFileSync(path, messageFileText(title, body), { mode: 0o600 });
      return path;
    },
    remove(path) {
      try {
        rmSync(path, { force: true });
        rmdirSync(folder);
      } catch {
        // Another box is up, or somebody reads it still: the next run of the agent takes it away.
      }
    },
  };
}
