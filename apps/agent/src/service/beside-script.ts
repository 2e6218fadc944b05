import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Throws where the script agent is installed in this folder of Windows: two agents would undo each other's changes. */
export function refuseBesideScript(windowsFolder: string): void {
  const script = join(windowsFolder, 'Teredo Fleet', 'teredo-agent.js');
  if (existsSync(script))
    throw new Error(
      `The script agent is installed here, and two agents would undo each other's changes. Keep to that one, or take it away first: cscript //nologo "${script}" uninstall`,
    );
}
