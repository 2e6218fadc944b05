import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { windowsReadings } from '@teredo-fleet/teredo';
import { ProgramError } from '../spawn';
import type { RunHouseCommand, RunWindows } from '../spawn-windows';
import { linkOnTheWay, linkWithin } from './folder-links';

/** A key of the registry that only administrators may read. */
const RIGHTS = windowsReadings('10').find(({ name }) => name === 'rights');

/** Whether this process has an administrator's rights, "Run as administrator" included. */
export async function isAdministrator(run: RunWindows): Promise<boolean> {
  if (RIGHTS === undefined) throw new TypeError('no reading tells of rights');
  try {
    return (await run(RIGHTS.command)).exitCode === 0;
  } catch (error) {
    if (error instanceof ProgramError) return false;
    throw error;
  }
}

/** By number, since Windows translates the names: SYSTEM, Administrators. */
const SYSTEM = '*S-1-5-18';
const ADMINISTRATORS = '*S-1-5-32-544';
const EVERYTHING_BELOW = '(OI)(CI)F';
const GRANTS = [SYSTEM, ADMINISTRATORS].map((who) => `${who}:${EVERYTHING_BELOW}`);

/** One of somebody's rights, at the end of a line of icacls; its letters are the same in every language. */
const RIGHT = /:(?:\([A-Z,]+\))+\s*$/gm;

const elsewhere = (link: string) =>
  `${link} leads to another place, and the agent's folder must be where it is said to be: somebody could have its rights set, and its files written, elsewhere. Look who made it, take it away (rd "${link}"; what it leads to stays) and try again, or name the place itself with --state-dir.`;

/** Rejects a folder that a link or a junction on the way to it would lead elsewhere. */
export function requireNoLinkTo(folder: string): void {
  const link = linkOnTheWay(folder);
  if (link !== null) throw new Error(elsewhere(link));
}

/** What icacls prints. No call follows a link. */
async function setRights(run: RunHouseCommand, args: readonly string[]): Promise<string> {
  const { bytes, exitCode } = await run({ program: 'icacls', args });
  if (exitCode === 0) return Buffer.from(bytes).toString('latin1');
  throw new Error(`The rights of ${args[0]} can't be set: icacls ${args.join(' ')} gave ${exitCode}.`);
}

/** Owner first, who might give rights anew; then everything that is inherited goes, and only ours is granted. */
async function closeFolder(folder: string, run: RunHouseCommand): Promise<void> {
  await setRights(run, [folder, '/setowner', ADMINISTRATORS, '/L', '/Q']);
  await setRights(run, [folder, '/inheritance:r', '/grant:r', ...GRANTS, '/L', '/Q']);
  const rights = (await setRights(run, [folder, '/L'])).match(RIGHT) ?? [];
  if (rights.length <= GRANTS.length) return;
  throw new Error(
    `Others than administrators have rights in ${folder}, which holds this machine's key: somebody made it beforehand, or gave them. Look who (icacls "${folder}"). If it was you, take those rights away (icacls "${folder}" /remove NAME); if not, take the folder away (rd /s "${folder}") and enrol this machine again.`,
  );
}

/** What lies in the folder gets the folder's rights, which are the administrators' alone by then. */
async function takeContents(folder: string, run: RunHouseCommand): Promise<void> {
  const link = linkWithin(folder);
  if (link !== null) throw new Error(elsewhere(link));
  if (readdirSync(folder).length === 0) return;
  const all = join(folder, '*');
  await setRights(run, [all, '/setowner', ADMINISTRATORS, '/T', '/L', '/Q']);
  await setRights(run, [all, '/reset', '/T', '/L', '/Q']);
}

/**
 * Takes a folder and all below it into the administrators' possession and lets nobody else look into it: below
 * ProgramData any user may make a folder, also one of ours before we do, or a junction in its place. The folder is closed
 * before anything in it is touched, and nothing is opened on the way. Rejects when Windows refuses, when a link leads
 * elsewhere, and when somebody was given rights in it beforehand.
 */
export async function keepToAdministrators(folder: string, run: RunHouseCommand): Promise<void> {
  requireNoLinkTo(folder);
  await closeFolder(folder, run);
  // Until it was closed whoever had made it could have put a junction in its place.
  requireNoLinkTo(folder);
  await takeContents(folder, run);
}
