import { accessSync, constants, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AGENT_VERSION, type OwnProgram, RELEASE_KEY } from '@teredo-fleet/agent';
import { runOwnProgram } from '@teredo-fleet/platform';
import type { CommonOptions } from '../options';
import { giveBack, pathsOf, putInPlace } from './program-files';
import { readTrialEnd } from './trial-report';

/** Set by the build. */
declare const BUILT_TRIAL_SECONDS: number | undefined;
const LONGEST_TRIAL_SECONDS = typeof BUILT_TRIAL_SECONDS === 'number' ? BUILT_TRIAL_SECONDS : 300;
const onWindows = process.platform === 'win32';

/** The file that holds this program: the executable itself, or the bundle that Node runs. */
export const ownPath = (): string =>
  onWindows ? process.execPath : realpathSync(fileURLToPath(import.meta.url));

/** What starts a program of this agent. */
export const argvFor = (path: string): string[] => (onWindows ? [path] : [process.execPath, path]);

/** The options that a later start needs too. */
export function keptArguments(options: CommonOptions): string[] {
  const { stateDir, miredoConf, miredoPidFile, interfaceName } = options;
  const given = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value]);
  return [
    '--state-dir',
    stateDir,
    ...given('--miredo-conf', miredoConf),
    ...given('--miredo-pid-file', miredoPidFile),
    ...given('--interface-name', interfaceName),
  ];
}

function mayWriteBeside(path: string): boolean {
  try {
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** This program, where it may replace itself; null: it was built without a release key, or its folder is not its own. */
export function createOwnProgram(options: CommonOptions, restart: () => void): OwnProgram | null {
  if (RELEASE_KEY === null) return null;
  const paths = pathsOf(ownPath());
  if (!mayWriteBeside(paths.path)) return null;
  return {
    system: onWindows ? 'windows-x64' : 'linux',
    version: AGENT_VERSION,
    newPath: paths.newPath,
    async tryNew(signal) {
      const [program = '', ...first] = argvFor(paths.newPath);
      const args = [...first, 'trial', ...keptArguments(options)];
      const end = await runOwnProgram(program, args, { timeoutMs: LONGEST_TRIAL_SECONDS * 1000, signal });
      return readTrialEnd(end, LONGEST_TRIAL_SECONDS);
    },
    putInPlace: () => putInPlace(paths, onWindows),
    giveBack: () => giveBack(paths, onWindows),
    restart,
  };
}
