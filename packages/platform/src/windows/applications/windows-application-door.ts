import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  APPLICATION_BELL,
  readMailbox,
  readMailboxCommand,
  STANDING_FILE,
  writeMailboxCommand,
} from '@teredo-fleet/teredo';
import type { ApplicationDoor } from '../../application-box';
import { ProgramError } from '../../spawn';
import type { RunWindows } from '../../spawn-windows';

/** The side of an application: it leaves requests in the hive of the account that it runs under. */
export function createWindowsApplicationDoor(run: RunWindows, root: string): ApplicationDoor {
  const standing = join(root, STANDING_FILE);
  /** Where this account may make no file there, or one is there already, the agent looks by itself. */
  const call = () => writeFile(join(root, APPLICATION_BELL), '', { flag: 'wx' }).catch(() => undefined);

  return {
    async read() {
      const told: string[] = [];
      for (const path of [standing, `${standing}.new`])
        await readFile(path, 'latin1').then(
          (text) => told.push(text),
          () => undefined,
        );
      return told;
    },
    async left() {
      const command = readMailboxCommand('HKCU');
      const result = command === null ? null : await run(command).catch(() => null);
      return result === null ? '' : readMailbox(Buffer.from(result.bytes).toString('latin1'));
    },
    async leave(text) {
      const command = writeMailboxCommand(text);
      if (command === null) return false;
      try {
        if ((await run(command)).exitCode !== 0) return false;
        await call();
        return true;
      } catch (error) {
        if (error instanceof ProgramError) return false;
        throw error;
      }
    },
  };
}
