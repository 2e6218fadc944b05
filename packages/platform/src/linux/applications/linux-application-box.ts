import {
  chmodSync,
  type FSWatcher,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  watch,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApplicationBox, LeftText } from '../../application-box';
import { writeDurably } from '../durable-file';
import { readAccounts } from '../notice/user-accounts';
import { EXCHANGE_FOLDER, ownFolder, requestsIn, standingIn } from './places';
import { readBounded } from './read-bounded';

const LOOK_EVERY_MS = 2_000;
/** One look reads no more, and of one account fewer: what else that account put there goes unread. */
const MOST_AT_ONCE = 64;
const MOST_OF_ONE_ACCOUNT = 16;
/** One look goes through no more, whatever somebody put there. */
const MOST_LOOKED_AT = 4_096;
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
  const age = found === null ? 0 : now - found.facts.mtimeMs;
  // A file's time is finer than the clock read here, and clocks are set: what was just written may seem to be of a time
  // to come. Its owner can set that time, too: one that is far ahead is not waited for.
  if (isUnfinished && Math.abs(age) < WRITTEN_WITHIN_MS) return null;
  clear(path);
  if (found === null || isUnfinished) return null;
  return { text: found.text.slice(0, -1), account: accountOf(found.facts.uid) };
}

/** Takes what is there, fairly: one account hides nothing of another by how much it puts there. */
function takeAll(paths: readonly string[], now: number): LeftText[] {
  const read = new Map<number, number>();
  const taken: LeftText[] = [];
  for (const path of paths) {
    const uid = lstatSync(path, { throwIfNoEntry: false })?.uid;
    if (uid === undefined) continue;
    const own = read.get(uid) ?? 0;
    read.set(uid, own + 1);
    if (own >= MOST_OF_ONE_ACCOUNT) clear(path);
    else if (taken.length < MOST_AT_ONCE) taken.push(...[takeOne(path, now)].filter((one) => one !== null));
  }
  return taken;
}

/** Calls back when something happens in a folder; never where the kernel has no room for one more that watches. */
function watchFolder(folder: string, called: () => void): () => void {
  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(folder, { persistent: false }, called);
    watcher.on('error', () => watcher?.close());
  } catch {
    // What is left is found all the same, later.
  }
  return () => watcher?.close();
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
    watch: (called) => watchFolder(requests, called),
    async take() {
      const found = await readdir(requests, { withFileTypes: true });
      const pathsOf = (areFolders: boolean) =>
        found.filter((one) => one.isDirectory() === areFolders).map(({ name }) => join(requests, name));
      // A folder with something in it stays: it takes nobody's place.
      for (const path of pathsOf(true).slice(0, MOST_AT_ONCE)) clear(path);
      return takeAll(pathsOf(false).slice(0, MOST_LOOKED_AT), Date.now());
    },
    tell: (line) => writeDurably(standingIn(folder), Buffer.from(line, 'latin1'), rights()),
    async close() {
      rmSync(standingIn(folder), { force: true });
      clear(requests);
    },
  };
}
