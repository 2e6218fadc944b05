import { existsSync } from 'node:fs';
import { isEnrolled, StateError } from '@teredo-fleet/agent';
import {
  type ApplicationBox,
  type ApplicationDoor,
  createLinuxApplicationBox,
  createLinuxApplicationDoor,
  createLinuxNoticeChannel,
  createLinuxPlatform,
  createLinuxWitness,
  createMessageFiles,
  createProgramReader,
  createWindowsApplicationBox,
  createWindowsApplicationDoor,
  createWindowsNoticeChannel,
  createWindowsPlatform,
  createWindowsWitness,
  type EarlierValues,
  type FolderOrigin,
  type HostFacts,
  isAdministrator,
  keepToAdministrators,
  type LinuxPlatform,
  LONGEST_READ_MS,
  type NoticeChannel,
  type Platform,
  type ProgramReader,
  programFolders,
  readLinuxHostFacts,
  readProgramExceptions,
  readWindowsHostFacts,
  requireNoLinkTo,
  runHouseCommand,
  runWindows,
  systemRoot,
  type Witness,
} from '@teredo-fleet/platform';
import type { FileMark } from '@teredo-fleet/teredo';
import { inspectArguments } from './commands/inspect-program';
import { type CommonOptions, linuxSettings } from './options';
import type { Output } from './output';
import { isOwnEnrolment } from './own-enrolment';
import { argvFor, ownPath } from './own-program/this-program';
import { refuseBesideScript } from './service/beside-script';

/** The edges of the system that this program runs on. */
export interface ThisMachine {
  platform: Platform & EarlierValues;
  notice: NoticeChannel;
  witness: Witness;
  /** Null: an agent without an administrator's rights could be imitated by anybody. */
  applications: ApplicationBox | null;
  programs: ProgramReader;
  readHostFacts(): Promise<HostFacts>;
  /** Makes of the machine what it was to be before it was started. */
  prepare(out: Output): Promise<void>;
}

const onWindows = process.platform === 'win32';
const FOLDER_TOOLS = { house: runHouseCommand, windows: runWindows };

export const readHostFacts = (stateDir: string): Promise<HostFacts> =>
  onWindows ? readWindowsHostFacts(runWindows, { stateDir, now: Date.now() }) : readLinuxHostFacts();

/** Nothing is made or written where a junction that any user may have made leads to. */
export function requireOwnStateDir(stateDir: string): void {
  if (onWindows) requireNoLinkTo(stateDir);
}

/**
 * Before anything is made: a folder made without an administrator's rights is its user's, and refused ever after. Throws
 * StateError.
 */
export async function requireAdministrator(): Promise<void> {
  if (!onWindows || (await isAdministrator(runWindows))) return;
  const text =
    'Only an administrator may do this: open the prompt with "Run as administrator" and try again.';
  throw new StateError('not-writable', text);
}

/** Before a token is used up: no machine is enrolled twice, as what two agents make of it. */
export async function requireNoOtherAgent(): Promise<void> {
  if (onWindows) await refuseBesideScript(runWindows);
}

/** Somebody may have put folder and enrolment there, to have SYSTEM obey his server. */
function foreignEnrolment(stateDir: string): StateError {
  const text = `No administrator of this Windows made the enrolment that lies in ${stateDir}, so it is not obeyed. Look who put it there. If it is yours, from a backup or another Windows, enrol this machine again: teredo-agent enrol --again with a new line from the dashboard.`;
  return new StateError('unsafe-folder', text);
}

/**
 * Before anything in the agent's folder is read or written: lets nobody but administrators into it, where a folder's mode
 * does not say so. One that is said to be enrolled in and is not is somebody else's, and left as it is. Gives whether it
 * is the agent's own. Throws StateError, and what keepToAdministrators rejects with.
 */
export async function guardStateDir(
  stateDir: string,
  origin: FolderOrigin | 'begun' = 'enrolled',
): Promise<boolean> {
  if (!onWindows) return true;
  await requireAdministrator();
  requireOwnStateDir(stateDir);
  if (origin === 'enrolled') {
    if (!isEnrolled(stateDir)) return false;
    if (!(await isOwnEnrolment(stateDir))) throw foreignEnrolment(stateDir);
  }
  // Closed when it was made, as one that is enrolled in.
  await keepToAdministrators(stateDir, origin === 'begun' ? 'enrolled' : origin, FOLDER_TOOLS);
  return true;
}

/** The same before the agent is taken away, also from a folder in which nobody is enrolled any more. Gives whether there is one. */
export const guardWhatIsLeft = async (stateDir: string): Promise<boolean> =>
  existsSync(stateDir) && guardStateDir(stateDir, (await isOwnEnrolment(stateDir)) ? 'enrolled' : 'found');

/** A Miredo that does not start is what the server should hear of, and no reason to keep the agent from it. */
async function startWantedMiredo(platform: LinuxPlatform, out: Output): Promise<void> {
  try {
    const started = await platform.startWantedMiredo();
    if (started !== null) out.print(started);
  } catch (error) {
    out.printError(`Miredo was on before and could not be started: ${(error as Error).message}`);
  }
}

function linuxApplications({ exchangeFolder }: CommonOptions): ApplicationBox | null {
  const isRoot = process.getuid?.() === 0;
  return isRoot || exchangeFolder !== undefined ? createLinuxApplicationBox(exchangeFolder) : null;
}

/** Where an application on this machine asks; with the rights of whoever runs it. */
export const createApplicationDoor = ({ exchangeFolder }: CommonOptions): ApplicationDoor =>
  onWindows
    ? createWindowsApplicationDoor(runWindows, systemRoot())
    : createLinuxApplicationDoor(exchangeFolder);

const argvOf = (path: string, known: FileMark | null) => [
  ...argvFor(ownPath()),
  ...inspectArguments(path, known),
];

/** Programs of Windows lie on Linux, too, for Wine or Mono. Its firewalls know no programs. */
const createLinuxPrograms = (): ProgramReader =>
  createProgramReader({
    system: 'linux',
    folders: {},
    argvOf,
    exceptions: async () => () => 'not-applicable',
    longestReadMs: LONGEST_READ_MS,
  });

function createWindowsPrograms(): ProgramReader {
  const folders = programFolders();
  const exceptions = () => readProgramExceptions(runWindows, folders);
  return createProgramReader({
    system: 'windows',
    folders,
    argvOf,
    exceptions,
    longestReadMs: LONGEST_READ_MS,
  });
}

function createLinuxMachine(options: CommonOptions): ThisMachine {
  const platform = createLinuxPlatform({ settings: linuxSettings(options), now: Date.now });
  return {
    platform,
    notice: createLinuxNoticeChannel(),
    witness: createLinuxWitness(),
    applications: linuxApplications(options),
    programs: createLinuxPrograms(),
    readHostFacts: () => readHostFacts(options.stateDir),
    prepare: (out) => startWantedMiredo(platform, out),
  };
}

function createWindowsMachine({ stateDir }: CommonOptions): ThisMachine {
  return {
    platform: createWindowsPlatform({ stateDir, run: runWindows, now: Date.now }),
    notice: createWindowsNoticeChannel(runWindows, createMessageFiles(stateDir), Date.now),
    witness: createWindowsWitness(runWindows),
    applications: createWindowsApplicationBox(runWindows, systemRoot()),
    programs: createWindowsPrograms(),
    readHostFacts: () => readHostFacts(stateDir),
    prepare: async () => undefined,
  };
}

/** Nothing runs before its first method is called. */
export const createThisMachine = (options: CommonOptions): ThisMachine =>
  onWindows ? createWindowsMachine(options) : createLinuxMachine(options);
