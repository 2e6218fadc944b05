import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { PostgresBinaries } from './binaries';
import type { Location } from './location';
import { isAlive, workingFolder } from './process-identity';
import { runProgram } from './run-program';
import type { ServiceAccount } from './service-account';

const STOP_SECONDS = 30;

/** Process number of the postmaster that says it runs this cluster; null when none does. */
export function postmasterPid(location: Location): number | null {
  const file = join(location.cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  if (process.platform !== 'linux') return pid;
  // The number may be another program's by now; PostgreSQL always works in its cluster's folder.
  return workingFolder(pid) === realpathSync(location.cluster) ? pid : null;
}

/** Stops a running postmaster: at once but cleanly, and if that takes too long, the hard way (it recovers from its log). */
export async function stopPostmaster(
  location: Location,
  binaries: PostgresBinaries,
  account: ServiceAccount | null,
): Promise<void> {
  const pid = postmasterPid(location);
  if (pid === null) return;
  for (const mode of ['fast', 'immediate']) {
    const args = ['stop', '-D', location.cluster, '-m', mode, '-w', '-t', String(STOP_SECONDS), '-s'];
    await runProgram(binaries.pgCtl, args, account);
    if (!isAlive(pid)) return;
  }
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await delay(20);
}

/** Ends a database that outlived the server that ran it, and removes what it left. */
export async function clearLeftovers(
  location: Location,
  binaries: PostgresBinaries,
  account: ServiceAccount | null,
  log: (line: string) => void,
): Promise<void> {
  if (postmasterPid(location) !== null) {
    log('The database of an earlier run is still there; stopping it first.');
    await stopPostmaster(location, binaries, account);
  }
  rmSync(join(location.cluster, 'postmaster.pid'), { force: true });
}
