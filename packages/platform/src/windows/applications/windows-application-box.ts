import { lstatSync, rmdirSync, unlinkSync } from 'node:fs';
import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  APPLICATION_BELL,
  accountNameCommand,
  LIST_HIVES,
  readAccountName,
  readHives,
  readMailbox,
  readMailboxCommand,
  STANDING_FILE,
  SYSTEM_SID,
  type WindowsCommand,
} from '@teredo-fleet/teredo';
import type { ApplicationBox, LeftText } from '../../application-box';
import { ProgramError } from '../../spawn';
import type { RunWindows } from '../../spawn-windows';

/** A program is started for each account: half a minute keeps that from being felt. */
const LOOK_EVERY_MS = 30_000;
/** Whether a file is there is asked often: no program is started for it. */
const LISTEN_EVERY_MS = 2_000;
const MOST_ACCOUNTS = 32;

/** Whatever lies there goes, a link or an empty folder too: it would keep others from calling. */
function removeBell(bell: string): void {
  for (const remove of [unlinkSync, rmdirSync]) {
    try {
      return remove(bell);
    } catch {
      // It is the other, is not there, or somebody holds it open.
    }
  }
}

/** Takes away what an agent told applications, and its folder where nothing else is in it; `root` is the folder of Windows. */
export async function removeStanding(root: string): Promise<void> {
  const standing = join(root, STANDING_FILE);
  for (const path of [standing, `${standing}.new`]) await rm(path, { force: true });
  await rmdir(dirname(standing)).catch(() => undefined);
  removeBell(join(root, APPLICATION_BELL));
}

/** Whether an application calls, which is heard once; as long as somebody holds the file open, it calls. */
function wasCalled(bell: string): boolean {
  // No link is followed: anybody may make one there.
  if (lstatSync(bell, { throwIfNoEntry: false }) === undefined) return false;
  removeBell(bell);
  return true;
}

/** The box in the hives of everybody who is logged on, and of SYSTEM; `root` is the folder of Windows. */
export function createWindowsApplicationBox(run: RunWindows, root: string): ApplicationBox {
  const standing = join(root, STANDING_FILE);
  const bell = join(root, APPLICATION_BELL);

  async function printed(command: WindowsCommand | null): Promise<string> {
    if (command === null) return '';
    try {
      const { bytes, exitCode } = await run(command);
      return exitCode === 0 ? Buffer.from(bytes).toString('latin1') : '';
    } catch (error) {
      if (error instanceof ProgramError) return '';
      throw error;
    }
  }

  async function accountOf(sid: string): Promise<string> {
    if (sid === SYSTEM_SID) return 'SYSTEM';
    const name = readAccountName(await printed(accountNameCommand(sid)));
    return name === null ? sid : `${name} (${sid})`;
  }

  async function leftBy(sid: string): Promise<LeftText[]> {
    const text = readMailbox(await printed(readMailboxCommand(sid)));
    return text === '' ? [] : [{ text, account: await accountOf(sid) }];
  }

  return {
    lookEveryMs: LOOK_EVERY_MS,
    open: async () => void (await mkdir(dirname(standing), { recursive: true })),
    watch(called) {
      const timer = setInterval(() => wasCalled(bell) && called(), LISTEN_EVERY_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
    async take() {
      const sids = [SYSTEM_SID, ...readHives(await printed(LIST_HIVES))].slice(0, MOST_ACCOUNTS);
      const left: LeftText[] = [];
      for (const sid of sids) left.push(...(await leftBy(sid)));
      return left;
    },
    async tell(line) {
      await writeFile(`${standing}.new`, line, 'latin1');
      await rename(`${standing}.new`, standing);
    },
    close: () => rm(standing, { force: true }),
  };
}
