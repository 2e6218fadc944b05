import { rmSync } from 'node:fs';
import { isEnrolled, openStateFolder, StateError } from '@teredo-fleet/agent';
import { putBack, setAside } from '@teredo-fleet/platform';
import { print } from './output';
import { guardStateDir, isOwnEnrolment } from './this-platform';

/** The folder that a machine is being enrolled in. */
export interface EnrolmentFolder {
  /** The enrolment failed: takes the folder away if it was made for it, and puts back what was in its place. */
  giveUp(): void;
}

function madeAgain(stateDir: string): StateError {
  const text = `Somebody made ${stateDir} again while it was set aside. Try again, or give the agent a folder of its own with --state-dir.`;
  return new StateError('unsafe-folder', text);
}

/** Else the next try would find it and set it aside. */
function removeMade(stateDir: string): void {
  if (isEnrolled(stateDir)) return;
  try {
    rmSync(stateDir, { recursive: true, force: true });
  } catch {
    // Why the enrolment failed is to be told, and a folder that stays does no harm.
  }
}

/**
 * Opens the machine's own folder as it is, else makes a fresh one. Whoever made what was in its place before may have it
 * open, and with that rights in it whatever is set later: it is set aside, which is told, and nothing in it is believed.
 * Throws StateError, and what setAside and keepToAdministrators throw.
 */
export async function openEnrolmentFolder(stateDir: string): Promise<EnrolmentFolder> {
  if (await isOwnEnrolment(stateDir)) {
    openStateFolder(stateDir);
    // Else it was taken away since.
    if (await guardStateDir(stateDir)) return { giveUp: () => undefined };
  }
  const aside = setAside(stateDir);
  if (aside !== null)
    print(
      `${stateDir} was there before this machine was enrolled in it, so it is set aside as ${aside}, where nothing of it is used: look whether anybody needs it.`,
    );
  if (!openStateFolder(stateDir)) throw madeAgain(stateDir);
  await guardStateDir(stateDir, 'made');
  return {
    giveUp() {
      removeMade(stateDir);
      if (aside !== null && putBack(aside, stateDir)) print(`${stateDir} is back in its place, as it was.`);
    },
  };
}
