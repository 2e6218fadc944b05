import { StateError } from '@teredo-fleet/agent';
import {
  createLinuxNoticeChannel,
  createLinuxPlatform,
  createLinuxWitness,
  createWindowsNoticeChannel,
  createWindowsPlatform,
  createWindowsWitness,
  type EarlierValues,
  type HostFacts,
  isAdministrator,
  keepToAdministrators,
  type LinuxPlatform,
  type NoticeChannel,
  type Platform,
  readLinuxHostFacts,
  readWindowsHostFacts,
  runHouseCommand,
  runWindows,
  type Witness,
} from '@teredo-fleet/platform';
import { type CommonOptions, linuxSettings } from './options';
import type { Output } from './output';

/** The edges of the system that this program runs on. */
export interface ThisMachine {
  platform: Platform & EarlierValues;
  notice: NoticeChannel;
  witness: Witness;
  readHostFacts(): Promise<HostFacts>;
  /** Makes of the machine what it was to be before it was started. */
  prepare(out: Output): Promise<void>;
}

const onWindows = process.platform === 'win32';

export const readHostFacts = (): Promise<HostFacts> =>
  onWindows ? readWindowsHostFacts(runWindows, Date.now()) : readLinuxHostFacts();

/** Lets nobody but administrators into the agent's folder, where a folder's mode does not say so. Throws StateError. */
export async function guardStateDir(stateDir: string): Promise<void> {
  if (!onWindows) return;
  if (!(await isAdministrator(runWindows))) {
    const text =
      'Only an administrator may do this: open the prompt with "Run as administrator" and try again.';
    throw new StateError('not-writable', text);
  }
  await keepToAdministrators(stateDir, runHouseCommand);
}

/** A Miredo that does not start is what the server should hear of, and no reason to keep the agent from it. */
async function startWantedMiredo(platform: LinuxPlatform, out: Output): Promise<void> {
  try {
    const started = await platform.startWantedMiredo();
    if (started !== null) out.print(started);
  } catch (error) {
    out.printError(`Miredo was on before and could not be started: ${(error as Error).message}`);
  }
}

function createLinuxMachine(options: CommonOptions): ThisMachine {
  const platform = createLinuxPlatform({ settings: linuxSettings(options), now: Date.now });
  return {
    platform,
    notice: createLinuxNoticeChannel(),
    witness: createLinuxWitness(),
    readHostFacts,
    prepare: (out) => startWantedMiredo(platform, out),
  };
}

function createWindowsMachine({ stateDir }: CommonOptions): ThisMachine {
  return {
    platform: createWindowsPlatform({ stateDir, run: runWindows, now: Date.now }),
    notice: createWindowsNoticeChannel(runWindows, Date.now),
    witness: createWindowsWitness(runWindows),
    readHostFacts,
    prepare: async () => undefined,
  };
}

/** Nothing runs before its first method is called. */
export const createThisMachine = (options: CommonOptions): ThisMachine =>
  onWindows ? createWindowsMachine(options) : createLinuxMachine(options);
