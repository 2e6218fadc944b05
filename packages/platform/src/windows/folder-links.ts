import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join, parse, resolve, sep } from 'node:path';

/** Links and junctions are seen as such; a mount point of a volume, which Node takes for a folder, by where it leads. */
function leadsElsewhere(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.isSymbolicLink()) return true;
  return found.isDirectory() && realpathSync.native(path).toLowerCase() !== path.toLowerCase();
}

/** The first part of a path that leads to another place than it says, its last part included; null: none. */
export function linkOnTheWay(path: string): string | null {
  const full = resolve(path);
  const { root } = parse(full);
  let part = root;
  for (const name of full.slice(root.length).split(sep)) {
    part = join(part, name);
    if (leadsElsewhere(part)) return part;
  }
  return null;
}

/** The first of what lies in a folder, at any depth, that leads out of it; null: none. */
export function linkWithin(folder: string): string | null {
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    if (leadsElsewhere(path)) return path;
    const deeper = lstatSync(path).isDirectory() ? linkWithin(path) : null;
    if (deeper !== null) return deeper;
  }
  return null;
}
