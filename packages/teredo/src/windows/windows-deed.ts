import type { CommandName } from './command-table';
import { COMMAND_TABLE } from './command-table';
import type { ParameterValues } from './command-template';
import { fillTemplate, WindowsCommandError } from './command-template';
import type { WindowsCommand } from './windows-command';
import type { WindowsRelease } from './windows-release';

/**
 * The Windows Firewall API of Windows XP SP2 and 2003 SP1, which Microsoft asks installers to use: `HNetCfg.FwMgr`,
 * GloballyOpenPorts of both profiles, protocol 17 (UDP), every address. Only a script host can go this way.
 */
export interface FirewallApiCall {
  object: 'HNetCfg.FwMgr';
  deed: 'open-port' | 'close-port';
  port: number;
  name: string;
}

export type WindowsWay = { kind: 'run'; command: WindowsCommand } | { kind: 'api'; call: FirewallApiCall };

/** One thing to do. What its command says proves nothing: read back. */
export interface WindowsDeed {
  /** The command first; what follows is for where its program is missing or ends with another exit code than 0. */
  ways: WindowsWay[];
  /** Whether it may end as it likes: it takes away what may not be there, or stops what may not run. */
  mayFail: boolean;
}

/** A deed by one row of the closed table. Throws WindowsCommandError for a release that hasn't the row. */
export function deedOf(
  release: WindowsRelease,
  name: CommandName,
  values: ParameterValues = {},
): WindowsDeed {
  const row = COMMAND_TABLE[name];
  if (row.releases.indexOf(release) === -1)
    throw new WindowsCommandError(`This release of Windows has no command for ${name}.`);
  return { ways: [{ kind: 'run', command: fillTemplate(row, values) }], mayFail: false };
}

/** The same, and it doesn't matter how it ends. */
export function deedIfNeeded(
  release: WindowsRelease,
  name: CommandName,
  values: ParameterValues = {},
): WindowsDeed {
  return { ...deedOf(release, name, values), mayFail: true };
}

/** Win32 errors of `sc` that say that it is so already: it runs, it does not run. */
const SO_ALREADY = [1056, 1062];

/** Whether a way went as far as its exit code tells; what it changed is read back. */
export function isDone(
  { mayFail }: WindowsDeed,
  { program }: WindowsCommand,
  exitCode: number | null,
): boolean {
  if (mayFail || exitCode === 0) return true;
  return program === 'sc' && exitCode !== null && SO_ALREADY.indexOf(exitCode) !== -1;
}
