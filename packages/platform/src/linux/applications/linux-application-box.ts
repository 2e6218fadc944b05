import { chmodSync, lstatSync, mkdirSync, readFileSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApplicationBox, LeftText } from '../../application-box';
import { writeDurably } from '../durable-file';
import { readAccounts } from '../notice/user-accounts';
import { EXCHANGE_FOLDER, ownFolder, requestsIn, standingIn } from './places';
import { readBounded } from './read-bounded';

const LOOK_EVERY_MS = 2_000;
/** One look does no more, whatever somebody put there. */
const MOST_AT_ONCE = 64;
/** A file is written and then has its line end; so long it may lack one. */
const WRITTEN_WITHIN_MS = 10_000;

/** The kernel says whose a file is. */
function accountOf(uid: number): string {
  try {
    for (const [name, account] of readAccounts(readFileSync('/etc/passwd', 'utf8')))
      if (account.uid === uid) return name;
  } catch {
    // The number tells it too.
  }
  return `uid ${uid}`;
}

/** Unlinks a file or link, removes an empty folder; anything else stays where its owner put it and counts for nothing. */
function clear(path: string): void {
  try {
    if (lstatSync(path).isDirectory()) rmdirSync(path);
    else unlinkSync(path);
  } catch {
    // It went by itself, or is a folder with something in it.
  }
}

function takeOne(path: string, now: number): LeftText | null {
  const found = readBounded(path);
  const isUnfinished = found !== null && !found.text.endsWith('\n');
  if (isUnfinished && Math.abs(now - found.facts.mtimeMs) < WRITTEN_WITHIN_MS) return null;
  clear(path);
  if (found === null || isUnfinished) return null;
  return { text: found.text.slice(0, -1), account: accountOf(found.facts.uid) };
}

/** Files in a folder that only root can make: each belongs to the account that left it, and no other can pretend to it. */
export function createLinuxApplicationBox(folder: string = EXCHANGE_FOLDER): ApplicationBox {
  const requests = requestsIn(folder);
  const rights = () => ({ mode: 0o644, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 });

  return {
    lookEveryMs: LOOK_EVERY_MS,
    async open() {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      if (ownFolder(folder) === null)
        throw new Error(
          `Applications on this machine can't ask for Teredo: others may change ${folder}. Remove it and start the agent again.`,
        );
      mkdirSync(requests, { recursive: true });
      if (!lstatSync(requests).isDirectory()) throw new Error(`${requests} is no folder. Remove it.`);
      chmodSync(requests, 0o1733);
    },
    async take() {
      const names = await readdir(requests);
      const now = Date.now();
      return names.slice(0, MOST_AT_ONCE).flatMap((name) => takeOne(join(requests, name), now) ?? []);
    },
    tell: (line) => writeDurably(standingIn(folder), Buffer.from(line, 'latin1'), rights()),
    async close() {
      rmSync(standingIn(folder), { force: true });
      clear(requests);
    },
  };
}
