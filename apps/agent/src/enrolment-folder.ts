import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isEnrolled, isEnrolmentBegun, openStateFolder, StateError } from '@teredo-fleet/agent';
import { putBack, runWindows, setAside, strangerWhoOwns } from '@teredo-fleet/platform';
import { print } from './output';
import { isOwnBegunEnrolment, isOwnEnrolment } from './own-enrolment';
import { guardStateDir } from './this-platform';

/** The folder that a machine is being enrolled in. */
export interface EnrolmentFolder {
  /**
   * The enrolment failed: takes the folder away if it was made for it, and puts back what was in its place. Where a server
   * was asked and may have said yes, it stays, to go on in.
   */
  giveUp(): void;
}

function madeAgain(stateDir: string): StateError {
  const text = `Somebody made ${stateDir} again while it was set aside. Try again, or give the agent a folder of its own with --state-dir.`;
  return new StateError('unsafe-folder', text);
}

/** An administrator's own, which no mark of this Windows names, is not put out of the way by mistake. */
async function requireNobodysElse(stateDir: string): Promise<void> {
  if (!isEnrolled(stateDir) || (await strangerWhoOwns(stateDir, runWindows)) !== null) return;
  const text = `An enrolment lies in ${stateDir}, which is an administrator's, and this Windows does not know it as this machine's: it is from a backup, from another Windows, or damaged. To enrol the machine anew, add --again; the folder is then set aside, and nothing of it is used.`;
  throw new StateError('in-use', text);
}

/** Which folder it is, whatever its name. */
function fileIdOf(folder: string): string | null {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** Else the next try would find it and set it aside. What else was put in its place stays, and so does a folder in it. */
function removeMade(stateDir: string, fileId: string | null): void {
  if (fileId === null || fileIdOf(stateDir) !== fileId || isEnrolled(stateDir) || isEnrolmentBegun(stateDir))
    return;
  try {
    for (const name of readdirSync(stateDir)) unlinkSync(join(stateDir, name));
    rmdirSync(stateDir);
  } catch {
    // Why the enrolment failed is to be told, and a folder that stays does no harm.
  }
}

/**
 * Opens the machine's own folder as it is, else makes a fresh one. Whoever made what was in its place before may have it
 * open, and with that rights in it whatever is set later: it is set aside, which is told, and nothing in it is believed.
 * Throws StateError, also of an administrator's enrolment that is not to be given up (`again`), and what setAside and
 * keepToAdministrators throw.
 */
export async function openEnrolmentFolder(stateDir: string, again: boolean): Promise<EnrolmentFolder> {
  if (await isOwnBegunEnrolment(stateDir)) {
    openStateFolder(stateDir);
    const own = fileIdOf(stateDir);
    await guardStateDir(stateDir, 'begun');
    return { giveUp: () => removeMade(stateDir, own) };
  }
  if (await isOwnEnrolment(stateDir)) {
    openStateFolder(stateDir);
    // Else it was taken away since.
    if (await guardStateDir(stateDir)) return { giveUp: () => undefined };
  }
  if (!again) await requireNobodysElse(stateDir);
  const aside = setAside(stateDir);
  if (aside !== null)
    print(
      `${stateDir} was there before this machine was enrolled in it, so it is set aside as ${aside}, where nothing of it is used: look whether anybody needs it.`,
    );
  const made = openStateFolder(stateDir) ? fileIdOf(stateDir) : null;
  const giveUp = () => {
    removeMade(stateDir, made);
    if (aside !== null && putBack(aside, stateDir)) print(`${stateDir} is back in its place, as it was.`);
  };
  if (made === null) throw madeAgain(stateDir);
  try {
    await guardStateDir(stateDir, 'made');
  } catch (error) {
    giveUp();
    throw error;
  }
  return { giveUp };
}
