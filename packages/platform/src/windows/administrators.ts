import { windowsReadings } from '@teredo-fleet/teredo';
import { ProgramError } from '../spawn';
import type { RunHouseCommand, RunWindows } from '../spawn-windows';

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

/** By number, since Windows translates the names: SYSTEM, Administrators. */
const SYSTEM = '*S-1-5-18';
const ADMINISTRATORS = '*S-1-5-32-544';
const EVERYTHING_BELOW = '(OI)(CI)F';

/**
 * Takes a folder and all below it into the administrators' possession and lets nobody else look into it: below
 * ProgramData any user may make a folder, also one of ours before we do. Rejects when Windows refuses.
 */
export async function keepToAdministrators(folder: string, run: RunHouseCommand): Promise<void> {
  const grants = [SYSTEM, ADMINISTRATORS].map((who) => `${who}:${EVERYTHING_BELOW}`);
  for (const args of [
    [folder, '/setowner', ADMINISTRATORS, '/T', '/Q'],
    [folder, '/reset', '/T', '/Q'],
    [folder, '/inheritance:r', '/grant:r', ...grants, '/Q'],
  ]) {
    const { exitCode } = await run({ program: 'icacls', args });
    if (exitCode !== 0)
      throw new Error(`The rights of ${folder} can't be set: icacls ${args.join(' ')} gave ${exitCode}.`);
  }
}
