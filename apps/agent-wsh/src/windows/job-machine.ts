import {
  checkCanBeRestored,
  type KeptSettings,
  restoreDeeds,
  type Step,
  settingsOfKept,
  stepDeeds,
  type WindowsRelease,
  type WindowsSettings,
  windowsSettingsOf,
} from '@teredo-fleet/teredo';
import { makeFolder } from '../host/files';
import type { JobMachine, StepOutcome } from '../jobs/job-parts';
import { readKept, writeKept } from '../state/kept-value';
import { performDeeds } from './perform-deeds';
import type { WindowsEdge, WindowsLook } from './windows-edge';

const NO_RELEASE = "This release of Windows has no Teredo client, or can't be told. Nothing was changed.";

/** The machine as jobs need it. What can't be read or saved throws, and then nothing is changed. */
export function createJobMachine(
  edge: WindowsEdge,
  { savedFolder, answers }: { savedFolder: string; answers: JobMachine['answers'] },
): JobMachine {
  const pathOf = (slot: string): string => `${savedFolder}\\${slot}.txt`;

  function settingsOf(look: WindowsLook): { release: WindowsRelease; settings: WindowsSettings } {
    if (look.release === null) throw new Error(NO_RELEASE);
    return { release: look.release, settings: windowsSettingsOf(look.answers, look.release) };
  }

  function savedOf(slot: string): WindowsSettings {
    const kept = readKept(pathOf(slot));
    if (kept.state === 'kept') return settingsOfKept(kept.value as KeptSettings);
    const why = kept.state === 'missing' ? 'were not kept' : 'are damaged';
    throw new Error(`The values from before job ${slot} ${why} (${pathOf(slot)}). Nothing was changed.`);
  }

  // What the plan was made from, seconds ago, serves until something is changed: a look takes seconds on an old machine.
  function apply(step: Step, _slot: string): StepOutcome {
    const { release, settings } = settingsOf(edge.lookAgainUnlessFresh());
    const deeds =
      step.kind === 'restore-saved'
        ? restoreDeeds(release, savedOf(step.savedByJob), settings)
        : stepDeeds(step, release, settings);
    return performDeeds(edge, release, deeds);
  }

  return {
    observe: edge.observe,
    keep(slot) {
      if (readKept(pathOf(slot)).state === 'kept') return;
      const { release, settings } = settingsOf(edge.lookAgainUnlessFresh());
      // What no command could give back is told before anything is changed.
      checkCanBeRestored(release, settings);
      makeFolder(savedFolder);
      writeKept(pathOf(slot), settings);
    },
    apply,
    answers,
  };
}
