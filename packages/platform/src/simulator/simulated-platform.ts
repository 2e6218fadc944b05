import type { Observation, Step } from '@teredo-fleet/teredo';
import type { EarlierValues, HostFacts, Platform, SavedSlot, StepOutcome, Witness } from '../platform';
import { observeSimulated } from './simulated-facts';
import type { SimulatedMachine, SimulatedSettings } from './simulated-machine';

/** `now` gives milliseconds since 1970. `changeTakesMs` is asked before each change. */
export interface SimulatedPlatformOptions {
  now: () => number;
  changeTakesMs: () => number;
}

const done = (output: string): StepOutcome => ({ outcome: 'done', exitCode: 0, output });
const refused: StepOutcome = {
  outcome: 'failed',
  exitCode: 1,
  output: 'The requested operation requires elevation (Run as administrator).',
};

function setTeredo(
  settings: SimulatedSettings,
  step: Extract<Step, { kind: 'set-teredo' }>,
): SimulatedSettings {
  return {
    ...settings,
    teredoType: step.type,
    serverName: step.serverName ?? settings.serverName,
    refreshIntervalSeconds: step.refreshIntervalSeconds ?? settings.refreshIntervalSeconds,
    clientPort: step.clientPort ?? settings.clientPort,
  };
}

/** The settings after a step. `restore-saved` is not among them: it needs what was saved. */
export function settingsAfter(
  settings: SimulatedSettings,
  step: Exclude<Step, { kind: 'restore-saved' }>,
): SimulatedSettings {
  switch (step.kind) {
    case 'install-ipv6':
      return { ...settings, ipv6Installed: true, serviceState: 'running' };
    case 'set-teredo':
      return setTeredo(settings, step);
    case 'allow-teredo-through-firewall':
      return { ...settings, exception: { open: true, port: step.port === 'teredo' ? null : step.port } };
    case 'remove-firewall-exception':
      return { ...settings, exception: { open: false, port: null } };
    case 'start-service':
      return { ...settings, serviceState: 'running' };
    default: {
      const unknown: never = step;
      throw new TypeError(`unknown step ${JSON.stringify(unknown)}`);
    }
  }
}

/** The same edge, and what only the inventor of a machine may do with it. */
export interface SimulatedPlatform extends Platform, EarlierValues {
  /** The settings as they are now. */
  settings(): SimulatedSettings;
  /** From now on its changes take effect. */
  mend(): void;
}

/** A simulated machine behind the same edge as a real one. Its settings change; the rest of it stays until it is mended. */
export function createSimulatedPlatform(
  machine: SimulatedMachine,
  options: SimulatedPlatformOptions,
): SimulatedPlatform {
  let current = machine;
  const saved = new Map<string, SimulatedSettings>();
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  async function keep({ jobId }: SavedSlot): Promise<void> {
    if (!saved.has(jobId)) saved.set(jobId, current.settings);
  }

  function perform(step: Step): StepOutcome {
    if (step.kind === 'restore-saved') {
      const earlier = saved.get(step.savedByJob);
      if (earlier === undefined) return { ...refused, output: 'Nothing was saved before that job.' };
      current = { ...current, settings: earlier };
      return done('The earlier settings were given back.');
    }
    if (!current.elevated || current.quirk === 'refused') return refused;
    if (current.quirk === 'none') current = { ...current, settings: settingsAfter(current.settings, step) };
    return done('Ok.');
  }

  return {
    keep,
    settings: () => current.settings,
    mend() {
      current = { ...current, quirk: 'none' };
    },
    async observe({ reachability }): Promise<Observation> {
      return observeSimulated(current, reachability, options.now());
    },
    async apply(step, slot) {
      await keep(slot);
      await wait(options.changeTakesMs());
      return perform(step);
    },
    async close() {},
  };
}

/** A simulated machine never loses its gateway. */
export const SIMULATED_WITNESS: Witness = { answers: async () => true };

/** What a simulated machine says of itself. */
export function simulatedHostFacts(machine: SimulatedMachine): HostFacts {
  const { hostname, bootId, hardwareId, timeZone } = machine;
  return { hostname, platform: 'simulated', bootId, hardwareId, timeZone };
}
