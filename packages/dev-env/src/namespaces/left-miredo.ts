import { closeSync, openSync } from 'node:fs';
import { findProgram, startDetached } from '@teredo-fleet/platform/spawn';
import type { Namespace } from './namespace';

/** Where Miredo finds its configuration and where it writes its number. */
export interface MiredoFiles {
  configuration: string;
  pidFile: string;
  log: string;
}

/** Runs Miredo on a host as somebody left it there, before any agent came. It ends with the host. */
export async function leaveMiredoRunning(host: Namespace, files: MiredoFiles): Promise<void> {
  const { configuration, pidFile } = files;
  const program = findProgram('miredo') ?? 'miredo';
  const miredo = [program, '-f', '-u', 'nobody', '-c', configuration, '-p', pidFile];
  const log = openSync(files.log, 'w', 0o600);
  try {
    await startDetached({ program: 'nsenter', args: host.join(miredo).slice(1) }, log);
  } finally {
    closeSync(log);
  }
}
