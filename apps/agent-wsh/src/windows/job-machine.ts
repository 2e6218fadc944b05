import {
  restoreDeeds,
  type Step,
  stepDeeds,
  type WindowsRelease,
  type WindowsSettings,
  windowsSettingsOf,
} from '@teredo-fleet/teredo';
import { makeFolder } from '../host/files';
import type { JobMachine, StepOutcome } from '../jobs/job-parts';
import { readKept, writeKept } from '../state/kept-value';
import { performDeeds } from './perform-deeds';
import type { WindowsEdge } from './windows-edge';

const NO_RELEASE = "This release of Windows has no Teredo client, or can't be told. Nothing was changed.";

/** The machine as jobs need it. What can't be read or saved throws, and then nothing is changed. */
export function createJobMachine(
  edge: WindowsEdge,
  { savedFolder, answers }: { savedFolder: string; answers: JobMachine['answers'] },
): JobMachine {
  const pathOf = (slot: string): string => `${savedFolder}\\${slot}.txt`;

  function settingsNow(): { release: WindowsRelease; settings: WindowsSettings } {
    const look = edge.look();
    if (look.release === null) throw new Error(NO_RELEASE);
    return { release: look.release, settings: windowsSettingsOf(look.answers, look.release) };
  }

  function savedOf(slot: string): WindowsSettings {
    const kept = readKept(pathOf(slot));
    if (kept.state === 'kept') return kept.value as WindowsSettings;
    const why = kept.state === 'missing' ? 'were not kept' : 'are damaged';
    throw new Error(`The values from before job ${slot} ${why} (${pathOf(slot)}). Nothing was changed.`);
  }

  function apply(step: Step, _slot: string): StepOutcome {
    const { release, settings } = settingsNow();
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
      const { release, settings } = settingsNow();
      // What no command could give back is told before anything is changed.
      restoreDeeds(release, settings, settings);
      makeFolder(savedFolder);
      writeKept(pathOf(slot), settings);
    },
    apply,
    answers,
  };
}
