import type { Observation, PeerPing, Step, WindowsAnswers, WindowsRelease } from '@teredo-fleet/teredo';
import {
  buildWindowsObservation,
  checkCanBeRestored,
  countPingAnswers,
  pingPeerCommand,
  rawWindowsOf,
  readIpconfig,
  readNetshTeredo,
  readWindowsPing,
  releaseOfAnswers,
  restoreDeeds,
  stepDeeds,
  textOf,
  WindowsCommandError,
  WindowsSettingsError,
  windowsSettingsOf,
} from '@teredo-fleet/teredo';
import type { EarlierValues, ObserveOptions, Platform, SavedSlot, StepOutcome } from '../platform';
import { ProgramError } from '../spawn';
import type { RunWindows } from '../spawn-windows';
import { probeTeredo } from '../teredo-probe';
import { textOfResult } from './gather';
import { createMachineLooks } from './machine-looks';
import { performDeeds } from './perform-deeds';
import {
  hasSavedSettings,
  readSavedSettings,
  SavedSettingsError,
  writeSavedSettings,
} from './saved-settings-file';

/** What the adapter can't know by itself. `now` gives milliseconds since 1970. */
export interface WindowsPlatformOptions {
  /** Folder of the agent, in which earlier values are kept. */
  stateDir: string;
  run: RunWindows;
  now: () => number;
}

/** The Windows adapter: netsh, sc, the registry, and PowerShell where it is there. */
export interface WindowsPlatform extends Platform, EarlierValues {}

const failed = (output: string): StepOutcome => ({ outcome: 'failed', exitCode: null, output });

/** What went wrong becomes an outcome; a command that was killed may have taken effect. */
function outcomeOfError(error: unknown): StepOutcome {
  if (error instanceof ProgramError) {
    const outcome = error.code === 'timed-out' ? 'unknown' : 'failed';
    return { outcome, exitCode: error.exitCode, output: error.message };
  }
  const isOurs =
    error instanceof SavedSettingsError ||
    error instanceof WindowsSettingsError ||
    error instanceof WindowsCommandError;
  if (isOurs) return failed(error.message);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return failed(`${message}. The step ended there.`);
}

function releaseIn(answers: WindowsAnswers): WindowsRelease {
  const release = releaseOfAnswers(answers);
  if (release === null) throw new WindowsSettingsError('which Windows this is');
  return release;
}

/** Makes the adapter. Nothing runs before its first method is called. */
export function createWindowsPlatform({ stateDir, run, now }: WindowsPlatformOptions): WindowsPlatform {
  const looks = createMachineLooks(run, now);

  async function ping(peer: string, answers: WindowsAnswers): Promise<PeerPing | null> {
    const [own] = readIpconfig(textOf(answers, 'addresses')).teredoAddresses;
    const command = own === undefined ? null : pingPeerCommand(peer, own);
    if (command === null) return null;
    try {
      const text = textOfResult(await run(command), answers);
      const summary = readWindowsPing(text);
      return summary && { peer, sent: summary.sent, received: countPingAnswers(text, peer) };
    } catch (error) {
      if (error instanceof ProgramError) return null;
      throw error;
    }
  }

  async function measure(options: ObserveOptions, answers: WindowsAnswers) {
    if (options.reachability === null) return { probe: null, ping: null };
    const { peer, probeServer } = options.reachability;
    const { serverName } = readNetshTeredo(textOf(answers, 'teredo-state'));
    const server = serverName === null || serverName === 'unknown' ? probeServer : serverName;
    const probe = server === null ? null : await probeTeredo({ serverName: server, secondary: null });
    return { probe, ping: peer === null ? null : await ping(peer, answers) };
  }

  /** What was read before is not so any more, however the deeds end. */
  async function perform(...order: Parameters<typeof performDeeds>): Promise<StepOutcome> {
    looks.forget();
    return performDeeds(...order).finally(looks.forget);
  }

  async function keep({ jobId }: SavedSlot): Promise<void> {
    if (hasSavedSettings(stateDir, jobId)) return;
    const answers = await looks.lookUnlessFresh();
    const release = releaseIn(answers);
    const settings = windowsSettingsOf(answers, release);
    checkCanBeRestored(release, settings);
    await writeSavedSettings(stateDir, jobId, { release, settings });
  }

  async function change(step: Exclude<Step, { kind: 'restore-saved' }>): Promise<StepOutcome> {
    const answers = await looks.lookUnlessFresh();
    const release = releaseIn(answers);
    const deeds = stepDeeds(step, release, windowsSettingsOf(answers, release));
    return perform(deeds, { run, release, answers });
  }

  /** Gives back and looks whether it is so: no exit code tells. */
  async function restore(savedByJob: string): Promise<StepOutcome> {
    const { release, settings } = await readSavedSettings(stateDir, savedByJob);
    const answers = await looks.lookUnlessFresh();
    const deeds = restoreDeeds(release, settings, windowsSettingsOf(answers, release));
    if (deeds.length === 0)
      return { outcome: 'skipped', exitCode: null, output: 'everything is as it was before' };
    const outcome = await perform(deeds, { run, release, answers });
    const after = windowsSettingsOf(await looks.look(), release);
    if (outcome.outcome !== 'done' || restoreDeeds(release, settings, after).length === 0) return outcome;
    return { ...outcome, outcome: 'failed', output: `${outcome.output}\nThe earlier values are not back.` };
  }

  return {
    keep,
    async observe(options): Promise<Observation> {
      const answers = await looks.look();
      const at = now();
      const measured = await measure(options, answers);
      const times = { configured: at, effective: at, reachable: now(), firewall: at };
      return buildWindowsObservation(rawWindowsOf(answers, { times, ...measured }));
    },
    async apply(step, slot): Promise<StepOutcome> {
      try {
        await keep(slot);
        return await (step.kind === 'restore-saved' ? restore(step.savedByJob) : change(step));
      } catch (error) {
        return outcomeOfError(error);
      }
    },
    async close() {},
  };
}
