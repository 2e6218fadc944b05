import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isEnrolled, readEnrolment } from '@teredo-fleet/agent';
import { DEFAULT_LINUX_SETTINGS, type LinuxSettings, machineFolders } from '@teredo-fleet/platform';
import type { Command } from 'commander';

/** Options that every command takes. */
export interface CommonOptions {
  stateDir: string;
  miredoConf?: string;
  miredoPidFile?: string;
  interfaceName?: string;
  exchangeFolder?: string;
}

/** Where the agent's own things are: on Windows where SYSTEM's programs keep theirs. */
function usualStateDir(): string {
  if (process.platform !== 'win32') return DEFAULT_LINUX_SETTINGS.stateDir;
  return `${machineFolders().programData}\\Teredo Fleet`;
}

/** What is named from here: it is kept, and a service is started from elsewhere. */
const fullPath = (path: string) => resolve(path);

export function withCommonOptions(command: Command): Command {
  return command
    .option('--state-dir <folder>', "the agent's own folder", fullPath, usualStateDir())
    .option(
      '--miredo-conf <file>',
      `Miredo's configuration (default: ${DEFAULT_LINUX_SETTINGS.miredoConf})`,
      fullPath,
    )
    .option(
      '--miredo-pid-file <file>',
      `Miredo's pid file (default: ${DEFAULT_LINUX_SETTINGS.miredoPidFile})`,
      fullPath,
    )
    .option('--interface-name <name>', "name of Miredo's interface (default: what its configuration says)");
}

type KeptSettings = Pick<LinuxSettings, 'miredoConf' | 'miredoPidFile' | 'interfaceName'>;

function keptSettings(stateDir: string): KeptSettings {
  return isEnrolled(stateDir) ? readEnrolment(stateDir).settings : DEFAULT_LINUX_SETTINGS;
}

/** Where things are: as given, else as kept at enrolment, else the usual places. */
export function linuxSettings(
  options: CommonOptions,
  kept: KeptSettings = keptSettings(options.stateDir),
): LinuxSettings {
  return {
    ...DEFAULT_LINUX_SETTINGS,
    stateDir: options.stateDir,
    miredoConf: options.miredoConf ?? kept.miredoConf,
    miredoPidFile: options.miredoPidFile ?? kept.miredoPidFile,
    interfaceName: options.interfaceName ?? kept.interfaceName,
  };
}

/** Certificate authorities from a PEM file. */
export function readCaFile(path: string | undefined): string | null {
  return path === undefined ? null : readFileSync(path, 'utf8');
}
