import { windowsReadings } from '@teredo-fleet/teredo';
import { ProgramError } from '../spawn';
import type { RunWindows } from '../spawn-windows';

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
