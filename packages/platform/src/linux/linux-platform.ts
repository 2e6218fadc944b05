import type { LinksReading, Observation, Step } from '@teredo-fleet/teredo';
import {
  buildLinuxObservation,
  readIpAddresses,
  readMiredoConfiguration,
  teredoAddressOf,
} from '@teredo-fleet/teredo';
import type { EarlierValues, ObserveOptions, Platform, SavedSlot, StepOutcome } from '../platform';
import { ProgramError } from '../spawn';
import { probeTeredo } from '../teredo-probe';
import { applyLinuxStep } from './apply-step';
import type { Measurement } from './gather';
import { gatherLinux } from './gather';
import { readIpv6Switch } from './ipv6-switch';
import type { LinuxSettings } from './linux-settings';
import { createMiredoService } from './miredo-service';
import { pingPeer } from './ping';
import { hasSavedState, readForSaving, SavedStateError, writeSavedState } from './saved-state';

/** What the adapter can't know by itself. `now` gives milliseconds since 1970. */
export interface LinuxPlatformOptions {
  settings: LinuxSettings;
  now: () => number;
}

/** The Linux adapter: Miredo, systemd where it runs, iproute2. */
export interface LinuxPlatform extends Platform, EarlierValues {
  /** Where systemd isn't there to do it: starts Miredo at the agent's start if it was left on. Tells what it did. */
  startWantedMiredo(): Promise<string | null>;
}

/** What went wrong becomes an outcome; a step that timed out may have taken effect, and any may have got half-way. */
function outcomeOfError(error: unknown): StepOutcome {
  if (error instanceof ProgramError) {
    const outcome = error.code === 'timed-out' ? 'unknown' : 'failed';
    return { outcome, exitCode: error.exitCode, output: error.message };
  }
  if (error instanceof SavedStateError) return { outcome: 'failed', exitCode: null, output: error.message };
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return { outcome: 'failed', exitCode: null, output: `${message}. The step ended there.` };
}

/** The address to ping from: of an interface that is up, since stale ones stay on others. */
function ownAddressIn({ links }: LinksReading): string | null {
  for (const link of links) {
    const address = link.up === true ? teredoAddressOf(link) : null;
    if (address !== null) return address;
  }
  return null;
}

/** Makes the adapter. Nothing runs before its first method is called. */
export function createLinuxPlatform({ settings, now }: LinuxPlatformOptions): LinuxPlatform {
  const miredo = createMiredoService(settings);

  async function measure(
    options: ObserveOptions,
    addresses: string | null,
    text: string | null,
  ): Promise<Measurement> {
    const at = now();
    if (options.reachability === null) return { at, probe: null, ping: null };
    const { peer, probeServer } = options.reachability;
    const configured = text === null ? null : readMiredoConfiguration(text);
    const serverName = configured?.serverAddress ?? probeServer;
    const probe =
      serverName === null
        ? null
        : await probeTeredo({ serverName, secondary: configured?.serverAddress2 ?? null });
    const own = ownAddressIn(readIpAddresses(addresses ?? ''));
    const ping = peer === null || own === null ? null : await pingPeer(peer, own);
    return { at: now(), probe, ping };
  }

  async function keep(slot: SavedSlot): Promise<void> {
    if (hasSavedState(settings.stateDir, slot.jobId)) return;
    const { state, configuredToRun } = await miredo.state();
    const values = { running: state === 'running', configuredToRun, disableIpv6: await readIpv6Switch() };
    await writeSavedState(settings.stateDir, slot.jobId, values, await readForSaving(settings.miredoConf));
  }

  return {
    keep,
    async observe(options): Promise<Observation> {
      const tools = { settings, miredo, now };
      return buildLinuxObservation(
        await gatherLinux(tools, (addresses, text) => measure(options, addresses, text)),
      );
    },
    async apply(step: Step, slot: SavedSlot): Promise<StepOutcome> {
      try {
        await keep(slot);
        return await applyLinuxStep(step, { settings, miredo });
      } catch (error) {
        return outcomeOfError(error);
      }
    },
    async startWantedMiredo() {
      const { state, configuredToRun } = await miredo.state();
      return configuredToRun === true && state === 'stopped' ? miredo.restart() : null;
    },
    async close() {},
  };
}
