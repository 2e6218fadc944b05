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
/** In one look, SYSTEM aside; of more on one machine the next ones follow in the next look. */
const MOST_ACCOUNTS = 31;

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

/**
 * Takes away what an agent told applications, and its folder where nothing else is in it; `root` is the folder of Windows.
 * Gives what stays, since anybody may read it and so keep it open.
 */
export async function removeStanding(root: string): Promise<string[]> {
  const standing = join(root, STANDING_FILE);
  const kept: string[] = [];
  for (const path of [standing, `${standing}.new`])
    await rm(path, { force: true }).catch(() => kept.push(path));
  await rmdir(dirname(standing)).catch(() => undefined);
  removeBell(join(root, APPLICATION_BELL));
  return kept;
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
  let looks = 0;

  /** Whose turn it is: everybody's, where there are no more than are asked in one look. */
  function inTurn(sids: readonly string[]): string[] {
    const from = sids.length <= MOST_ACCOUNTS ? 0 : (looks * MOST_ACCOUNTS) % sids.length;
    looks += 1;
    return [...sids.slice(from), ...sids.slice(0, from)].slice(0, MOST_ACCOUNTS);
  }

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
      const sids = [SYSTEM_SID, ...inTurn(readHives(await printed(LIST_HIVES)))];
      const left: LeftText[] = [];
      for (const sid of sids) left.push(...(await leftBy(sid)));
      return left;
    },
    async tell(line) {
      await writeFile(`${standing}.new`, line, 'latin1');
      // While somebody has the old one open: what is beside it is newer, and is read as well.
      await rename(`${standing}.new`, standing).catch(() => undefined);
    },
    close: async () => void (await removeStanding(root)),
  };
}
