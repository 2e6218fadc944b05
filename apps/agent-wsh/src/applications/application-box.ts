import { decodeStanding, newestStanding, type Standing } from '@teredo-fleet/agent-core';
import {
  APPLICATION_BELL,
  APPLICATION_MAILBOX,
  LIST_HIVES,
  readHives,
  STANDING_FILE,
  SYSTEM_SID,
} from '@teredo-fleet/teredo';
import {
  fileExists,
  makeFolder,
  moveFile,
  parentFolder,
  readAscii,
  removeFile,
  writeAscii,
  writeNewAscii,
} from '../host/files';
import type { ProcessRunner } from '../host/processes';
import { readRegistryText } from '../host/registry';
import { systemRoot } from '../host/shell';
import { textOfBytes } from '../host/text-of-bytes';

/** What a program of somebody on this machine left, with the account whose hive it is in. */
export interface LeftText {
  text: string;
  account: string;
}

/** Where applications leave requests, and where the agent tells them how it stands. Methods may throw. */
export interface ApplicationBox {
  /** Whether an application calls, which is heard once. */
  wasCalled(): boolean;
  take(): LeftText[];
  tell(line: string): void;
  close(): void;
}

const standingPath = (): string => `${systemRoot()}\\${STANDING_FILE}`;
const freshPath = (): string => `${standingPath()}.new`;
const bellPath = (): string => `${systemRoot()}\\${APPLICATION_BELL}`;

/** Where a person may make no file there, or one is there already, the agent looks by itself. */
export function callAgent(): void {
  try {
    writeNewAscii(bellPath(), '');
  } catch (_error) {
    // It is found late.
  }
}

function accountOf(sid: string): string {
  if (sid === SYSTEM_SID) return 'SYSTEM';
  const hive = `HKEY_USERS\\${sid}`;
  const ofXp = `${hive}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer`;
  const name =
    readRegistryText(`${hive}\\Volatile Environment`, 'USERNAME') ??
    readRegistryText(ofXp, 'Logon User Name');
  return name === null ? sid : `${name} (${sid})`;
}

/** In the hives of everybody who is logged on, which only they and administrators can write, and of SYSTEM. */
export function createApplicationBox(runner: ProcessRunner): ApplicationBox {
  return {
    wasCalled() {
      if (!fileExists(bellPath())) return false;
      try {
        removeFile(bellPath());
      } catch (_error) {
        // As long as somebody holds it open, it calls.
      }
      return true;
    },
    take() {
      const left: LeftText[] = [];
      for (const sid of [SYSTEM_SID].concat(readHives(textOfBytes(runner.run(LIST_HIVES).output)))) {
        const key = `HKEY_USERS\\${sid}\\${APPLICATION_MAILBOX.key}`;
        const text = readRegistryText(key, APPLICATION_MAILBOX.value);
        if (text !== null && text !== '') left.push({ text, account: accountOf(sid) });
      }
      return left;
    },
    tell(line) {
      const path = standingPath();
      makeFolder(parentFolder(path));
      writeAscii(freshPath(), line);
      try {
        removeFile(path);
        moveFile(freshPath(), path);
      } catch (_error) {
        // Somebody has it open: what is beside it is newer, and is read as well.
      }
    },
    close() {
      removeFile(freshPath());
      removeFile(standingPath());
      removeFile(bellPath());
    },
  };
}

function standingIn(path: string): Standing | null {
  try {
    return fileExists(path) ? decodeStanding(readAscii(path)) : null;
  } catch (_error) {
    return null;
  }
}

/** What the agent tells: the newer of its two files, since anybody may keep one of them open. Null: nothing. */
export function readStanding(): Standing | null {
  return newestStanding([standingIn(standingPath()), standingIn(freshPath())]);
}
