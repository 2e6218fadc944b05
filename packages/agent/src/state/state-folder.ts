import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { onWindows, othersMayUse } from './rights';
import { StateError } from './state-error';

/** Whether the folder was made; false: something of its name is there. */
function makeFolder(folder: string): boolean {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Makes the agent's folder, or checks the one that is there: it must belong to this user and nobody else may look
 * into it. On Windows rights lie elsewhere: `keepToAdministrators` of the platform sets them. Gives whether it was made.
 * Throws StateError.
 */
export function openStateFolder(folder: string): boolean {
  let made = false;
  try {
    made = makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const text = `The agent's folder ${folder} can't be used (${code}). Run the agent as ${onWindows ? 'an administrator' : 'root'}, or give another folder with --state-dir.`;
    throw new StateError('not-writable', text);
  }
  const found = statSync(folder);
  const own = process.getuid?.() ?? found.uid;
  if (found.uid !== own || othersMayUse(found)) {
    const text = `Others may look into ${folder}, which holds this machine's key. Make it the agent's own: chown ${own} ${folder} && chmod 700 ${folder}.`;
    throw new StateError('unsafe-folder', text);
  }
  return made;
}
