import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { isAlive, processNamespace, processStamp } from './process-identity';

interface Owner {
  pid: number;
  stamp: string;
  namespace: string;
}

function readOwner(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return null;
  }
}

/** What is known of the process that wrote this owner file; `unseen`: it was one of another container. */
export function ownerState(file: string): 'none' | 'alive' | 'dead' | 'unseen' {
  const owner = readOwner(file);
  if (owner === null) return 'none';
  if (owner.namespace !== processNamespace()) return 'unseen';
  return isAlive(owner.pid) && processStamp(owner.pid) === owner.stamp ? 'alive' : 'dead';
}

/** Makes this process the one that runs the database of a folder. Throws `in-use` while another one does. */
export function takeOwnership(file: string): void {
  const { pid } = process;
  const mine = JSON.stringify({
    pid,
    stamp: processStamp(pid),
    namespace: processNamespace(),
  } satisfies Owner);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, mine, { mode: 0o600, flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (ownerState(file) === 'alive') break;
      rmSync(file, { force: true });
    }
  }
  throw new EmbeddedPostgresError(
    'in-use',
    `Process ${readOwner(file)?.pid ?? '?'} already runs the database of this data folder. Stop that one, or give this one a folder of its own with TEREDO_FLEET_DATA_DIR.`,
  );
}

export function giveUpOwnership(file: string): void {
  rmSync(file, { force: true });
}
