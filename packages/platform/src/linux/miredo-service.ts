import { existsSync } from 'node:fs';
import type { LinuxSettings } from './linux-settings';
import { DEFAULT_LINUX_SETTINGS } from './linux-settings';
import { createSelfRunMiredo } from './self-run-miredo';
import { createSystemdMiredo } from './systemd-miredo';

/** How Miredo stands. */
export interface MiredoServiceState {
  state: 'running' | 'stopped' | 'disabled' | 'unknown';
  /** Whether it is to run after the next boot as well. */
  configuredToRun: boolean | 'unknown';
  /** Raw text for the evidence. */
  note: string;
}

/** Starts and stops Miredo. Every method is idempotent, tells what it did, and throws when it could not do it. */
export interface MiredoService {
  state(): Promise<MiredoServiceState>;
  /** Runs it with the configuration as it is now; a running one is started afresh. */
  restart(): Promise<string>;
  stop(): Promise<string>;
  /** Whether it is to run after the next boot. */
  setConfiguredToRun(wanted: boolean): Promise<string>;
}

/** Whether systemd is this machine's first process (sd_booted(3)). */
export function runsSystemd(): boolean {
  return existsSync('/run/systemd/system');
}

function usesSystemd(settings: LinuxSettings): boolean {
  if (settings.serviceControl !== 'auto') return settings.serviceControl === 'systemd';
  const usualPaths =
    settings.miredoConf === DEFAULT_LINUX_SETTINGS.miredoConf &&
    settings.miredoPidFile === DEFAULT_LINUX_SETTINGS.miredoPidFile;
  return usualPaths && runsSystemd();
}

/** Through systemd where there is one, by itself where there is none. */
export function createMiredoService(settings: LinuxSettings): MiredoService {
  return usesSystemd(settings) ? createSystemdMiredo() : createSelfRunMiredo(settings);
}
