import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join, parse, resolve, sep } from 'node:path';

/** Another agent may take away what was there a moment ago. */
function unlessGone<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const realPath = (path: string) => unlessGone(() => realpathSync.native(path));

function fileId(path: string): string | null {
  const found = unlessGone(() => lstatSync(path, { bigint: true }));
  return found === null ? null : `${found.dev} ${found.ino}`;
}

/**
 * The name that a folder itself gives for one that stands for it: another spelling, or Windows' short one (PROGRA~1).
 * Null: there is none, or more than one, and then one of them leads to the other.
 */
function listedName(folder: string, name: string): string | null {
  const names = readdirSync(folder);
  const spelt = names.find((one) => one.toLowerCase() === name.toLowerCase());
  if (spelt !== undefined) return spelt;
  const id = fileId(join(folder, name));
  const [first, ...more] = names.filter((one) => fileId(join(folder, one)) === id);
  return more.length === 0 ? (first ?? null) : null;
}

/**
 * Whether a part of a path is what it says. Links and junctions are seen as such; a mount point of a volume, which Node
 * takes for a folder, by where it leads. `real` is where the folder above lies.
 */
function leadsElsewhere(path: string, real: string, name: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.isSymbolicLink()) return true;
  if (!found.isDirectory()) return false;
  const here = realPath(path);
  if (here === null || here === join(real, name)) return false;
  const listed = listedName(real, name);
  return listed === null || here !== join(real, listed);
}

/** Where a path really lies, as the disk spells it; or the first part of it that leads to another place than it says. */
export type WayThere = { place: string } | { link: string };

/** Follows a path to its last part, or to the first one that is not there. */
export function followWay(path: string): WayThere {
  const full = resolve(path);
  const { root } = parse(full);
  let part = root;
  let place = realPath(root) ?? root;
  for (const name of full.slice(root.length).split(sep)) {
    part = join(part, name);
    if (leadsElsewhere(part, place, name)) return { link: part };
    place = realPath(part) ?? join(place, name);
  }
  return { place };
}

/** The first of what lies in a folder, at any depth, that leads out of it; null: none. `place` is of followWay. */
export function linkWithin(place: string): string | null {
  for (const name of readdirSync(place)) {
    const path = join(place, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) continue;
    // Another name of a file that lies elsewhere: what is done to the one is done to the other.
    if (found.isFile() && found.nlink > 1) return path;
    if (leadsElsewhere(path, place, name)) return path;
    const deeper = found.isDirectory() ? unlessGone(() => linkWithin(path)) : null;
    if (deeper !== null) return deeper;
  }
  return null;
}
