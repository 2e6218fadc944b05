import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StateError } from '@teredo-fleet/agent';

const ROOT = 0;

function rowsOf(file: string): string[][] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((row) => row.split(':'));
  } catch {
    return [];
  }
}

/** Whether somebody other than root is in a group: `staff`, for one, is empty on most systems. */
function hasMembers(gid: number): boolean {
  const named = rowsOf('/etc/group').some(
    ([, , id, members = '']) =>
      Number(id) === gid && members.split(',').some((name) => name && name !== 'root'),
  );
  return named || rowsOf('/etc/passwd').some(([, , uid, id]) => Number(id) === gid && Number(uid) !== ROOT);
}

function whoElse({ uid, gid, mode }: Stats): string | null {
  if (uid !== ROOT) return `user ${uid}`;
  // In a sticky folder (/tmp) nobody replaces what belongs to somebody else.
  if ((mode & 0o1000) !== 0) return null;
  if ((mode & 0o002) !== 0) return 'any user';
  return (mode & 0o020) !== 0 && gid !== ROOT && hasMembers(gid) ? `group ${gid}` : null;
}

/** The first file or folder on the way to a program that somebody other than root could exchange; null: none. */
export function replaceablePart(program: string): { path: string; by: string } | null {
  let path = realpathSync(program);
  for (;;) {
    const by = whoElse(statSync(path));
    if (by !== null) return { path, by };
    if (dirname(path) === path) return null;
    path = dirname(path);
  }
}

/** What root starts at every boot must be root's alone. Throws StateError with what to do. */
export function requireRootOnly(program: string): void {
  const found = replaceablePart(program);
  if (found === null) return;
  throw new StateError(
    'unsafe-folder',
    `The service would run ${program} as root, and ${found.by} can exchange ${found.path}. Install Node for the whole machine (so that it lies under /usr), run this again with that one, or take those rights away.`,
  );
}
