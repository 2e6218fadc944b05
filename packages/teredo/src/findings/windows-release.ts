import type { Observation } from '../observation';

/** The releases that rules tell apart; `other`: a Windows that no rule names. */
export type WindowsRelease = 'windows-7' | 'server-2012' | 'windows-10' | 'server-2016' | 'other';

const ANY: WindowsRelease[] = ['windows-7', 'server-2012', 'windows-10', 'server-2016', 'other'];
const VERSION = /^([0-9]{1,4})\.([0-9]{1,4})(?:\.|$)/;
/** What a Windows is called that does not tell its name. */
const NO_NAME = /^(?:Windows(?: SP[0-9]+)?)?$/;

/** The release of the clients, and that of the servers, of one version number. */
function ofVersion(major: number, minor: number): [WindowsRelease, WindowsRelease] {
  if (major === 6 && minor === 1) return ['windows-7', 'other'];
  if (major === 6 && (minor === 2 || minor === 3)) return ['other', 'server-2012'];
  return major >= 10 ? ['windows-10', 'server-2016'] : ['other', 'other'];
}

/**
 * Every release that a machine may run, as far as its version and name tell; none: no Windows. `server-2012` is R2 too,
 * `windows-10` and `server-2016` what came after them too. Clients and servers of one version number are told apart by the
 * name that Windows gives itself.
 */
function releasesOf({ os }: Observation): WindowsRelease[] {
  if (os.family === 'linux') return [];
  const match = os.family === 'windows' ? VERSION.exec(os.version) : null;
  if (match === null) return ANY;
  const both = ofVersion(parseInt(match[1] as string, 10), parseInt(match[2] as string, 10));
  if (NO_NAME.test(os.name)) return both;
  return [/server/i.test(os.name) ? both[1] : both[0]];
}

/** Whether a machine runs one of these releases. */
export function runsOneOf(observation: Observation, releases: WindowsRelease[]): boolean | 'unknown' {
  const possible = releasesOf(observation);
  let fitting = 0;
  for (let index = 0; index < possible.length; index += 1)
    if (releases.indexOf(possible[index] as WindowsRelease) !== -1) fitting += 1;
  if (fitting === 0) return false;
  return fitting === possible.length && observation.os.family === 'windows' ? true : 'unknown';
}

/** Which release a machine runs; null: no Windows. */
export function windowsReleaseOf(observation: Observation): WindowsRelease | null | 'unknown' {
  const [first, second] = releasesOf(observation);
  if (first === undefined) return null;
  return second === undefined || second === first ? first : 'unknown';
}
