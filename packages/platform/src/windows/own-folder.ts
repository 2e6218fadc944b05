import { readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunHouseCommand, RunWindows } from '../spawn-windows';
import { followWay, linkWithin } from './folder-links';
import { strangerWhoOwns, strangerWithin } from './folder-owners';

/** By number, since Windows translates the names: SYSTEM, Administrators. */
const SYSTEM = '*S-1-5-18';
const ADMINISTRATORS = '*S-1-5-32-544';
const EVERYTHING_BELOW = '(OI)(CI)F';
const GRANTS = [SYSTEM, ADMINISTRATORS].map((who) => `${who}:${EVERYTHING_BELOW}`);

/** One of somebody's rights, at the end of a line of icacls; what stands in brackets is the same in every language. */
const RIGHT = /:\(.*\)\s*$/;

/** Windows turns only an empty folder into a junction: with this in it, it stays the folder that it is. */
const STAYS = 'about-this-folder.txt';
const ABOUT =
  "The agent of Teredo Fleet keeps its own things here, this machine's key among them. Only administrators may look into it.\r\n";

/** A right that came from the folder above, where any user may make something. */
const INHERITED = /:\(I\)/;

/**
 * How the agent came by its folder: `made` by this process a moment ago, `found` where nobody is enrolled any more, or
 * `enrolled` in before, when it was closed; whether it is still as it was then is looked at.
 */
export type FolderOrigin = 'made' | 'found' | 'enrolled';

/** What rights are set with, and what reads them. */
export interface FolderTools {
  house: RunHouseCommand;
  windows: RunWindows;
}

const elsewhere = (link: string) =>
  new Error(
    `${link} leads to another place, and the agent's folder must be where it is said to be: somebody could have its rights set, and its files written, elsewhere. Look who made it, take it away (what it leads to stays) and try again, or name the place itself with --state-dir.`,
  );

const anotherFolder = (folder: string) =>
  `Look at it (dir /q /a "${folder}"). Where nobody needs it, take it away (rd /s "${folder}") and try again; or give the agent a folder of its own with --state-dir.`;

/** Where a folder really lies. Throws where a link or a junction on the way to it leads elsewhere. */
export function requireNoLinkTo(folder: string): string {
  const way = followWay(folder);
  if ('link' in way) throw elsewhere(way.link);
  return way.place;
}

function requireNoLinkWithin(place: string): void {
  const link = linkWithin(place);
  if (link !== null) throw elsewhere(link);
}

/** What icacls prints. No call follows a link. */
async function setRights(run: RunHouseCommand, args: readonly string[]): Promise<string> {
  const { bytes, exitCode } = await run({ program: 'icacls', args });
  if (exitCode === 0) return Buffer.from(bytes).toString('latin1');
  throw new Error(`The rights of ${args[0]} can't be set: icacls ${args.join(' ')} gave ${exitCode}.`);
}

/** Who has rights in a folder, a line each. */
async function rightsIn(folder: string, run: RunHouseCommand): Promise<string[]> {
  const listed = await setRights(run, [folder, '/L']);
  return listed.split(/\r?\n/).filter((line) => RIGHT.test(line));
}

/** Whether the folder is one that was closed, where its owner is known not to be the one who made it look so. */
async function isClosed(folder: string, run: RunHouseCommand): Promise<boolean> {
  const rights = await rightsIn(folder, run);
  return rights.length === GRANTS.length && !rights.some((line) => INHERITED.test(line));
}

/** Owner first, who might give rights anew; then everything that is inherited goes, and only ours is granted. */
async function closeFolder(folder: string, run: RunHouseCommand): Promise<void> {
  await setRights(run, [folder, '/setowner', ADMINISTRATORS, '/L', '/Q']);
  await setRights(run, [folder, '/inheritance:r', '/grant:r', ...GRANTS, '/L', '/Q']);
  if ((await rightsIn(folder, run)).length <= GRANTS.length) return;
  throw new Error(
    `Others than administrators have rights in ${folder}, which holds this machine's key: somebody made it beforehand, or gave them. Look who (icacls "${folder}"). If it was you, take those rights away (icacls "${folder}" /remove NAME); if not, take the folder away (rd /s "${folder}") and enrol this machine again.`,
  );
}

/** Nothing can have been made in a folder that was made a moment ago, but by somebody who waited for it. */
function requireEmpty(folder: string): void {
  const [planted] = readdirSync(folder);
  if (planted === undefined) return;
  throw new Error(`Somebody put ${planted} into ${folder} while it was made. ${anotherFolder(folder)}`);
}

/** Throws where the folder became a junction before it was closed; from then on it can't become one. */
function requireStaying(place: string): void {
  const path = join(place, STAYS);
  try {
    writeFileSync(path, ABOUT, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (realpathSync.native(path) !== path) throw elsewhere(place);
}

/** What lies in the folder gets the folder's rights, which are the administrators' alone by then. */
async function takeContents(place: string, run: RunHouseCommand): Promise<void> {
  const all = join(place, '*');
  for (const what of [['/setowner', ADMINISTRATORS], ['/reset']]) {
    const take = () => setRights(run, [all, ...what, '/T', '/L', '/Q']);
    // An agent that runs may take a file away while icacls comes to it.
    await take().catch(take);
  }
}

/** Whoever has something open that is his may change its rights as long as he keeps it so, whatever is set here. */
function requireNoStranger(folder: string, stranger: string | null): void {
  if (stranger === null) return;
  throw new Error(
    `${folder}, or something in it, belongs to somebody who is no administrator (${stranger}) and may still have it open. ${anotherFolder(folder)}`,
  );
}

/**
 * Takes a folder and all below it into the administrators' possession and lets nobody else look into it: below
 * ProgramData any user may make a folder, also one of ours before we do, or a junction in its place. The folder is closed
 * before anything in it is touched, and nothing is opened on the way. Rejects when Windows refuses, when a link leads
 * elsewhere, when somebody was given rights in it, and when it was not made here and a user owns it or, unless it was
 * closed before, something in it.
 */
export async function keepToAdministrators(
  folder: string,
  origin: FolderOrigin,
  { house, windows }: FolderTools,
): Promise<void> {
  const place = requireNoLinkTo(folder);
  if (origin !== 'made') requireNoStranger(folder, await strangerWhoOwns(place, windows));
  const isKnown = origin === 'enrolled' && (await isClosed(place, house));
  await closeFolder(place, house);
  // Until it was closed whoever had made it could have put a junction in its place.
  requireNoLinkTo(folder);
  if (origin === 'made') requireEmpty(place);
  if (!isKnown) requireStaying(place);
  requireNoLinkWithin(place);
  if (origin !== 'made' && !isKnown) requireNoStranger(folder, await strangerWithin(place, windows));
  await takeContents(place, house);
}
