import { lstatSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { requireNoLinkTo } from './own-folder';

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

const SET_ASIDE = ' set aside ';

function freeNameBeside(place: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${place}${SET_ASIDE}${number}`;
    if (!isThere(name)) return name;
  }
}

/** What lies beside a folder, set aside when one was made in its place. */
export function whatWasSetAside(folder: string): string[] {
  const place = requireNoLinkTo(folder);
  const beginning = `${basename(place)}${SET_ASIDE}`;
  const above = dirname(place);
  if (!isThere(above)) return [];
  return readdirSync(above)
    .filter((name) => name.startsWith(beginning) && /^\d+$/.test(name.slice(beginning.length)))
    .map((name) => join(above, name));
}

/** Gives what was set aside its place back where nothing else has it by now. Whether it could. */
export function putBack(aside: string, folder: string): boolean {
  const place = requireNoLinkTo(folder);
  if (isThere(place)) return false;
  try {
    renameSync(aside, place);
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives whatever lies where a folder is about to be made another name beside it: nothing of it is read, changed or removed.
 * Gives the new name; null: nothing was there. Throws where a link leads to another place, and where Windows refuses, as
 * it does while something in it is open.
 */
export function setAside(folder: string): string | null {
  const place = requireNoLinkTo(folder);
  if (!isThere(place)) return null;
  const name = freeNameBeside(place);
  try {
    renameSync(place, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `${place} was there before this machine was enrolled in it, so nothing in it is used, and Windows does not let it be renamed (${code}): somebody has something in it open. Where an agent runs there, take it away (teredo-agent service remove); else end the program that has it open. Then try again, or give the agent a folder of its own with --state-dir.`,
    );
  }
  return name;
}
