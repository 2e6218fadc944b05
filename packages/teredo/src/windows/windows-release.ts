import type { Observation } from '../observation';
import { textAt } from '../text/text-at';

/**
 * Releases of Windows by the commands they know, each with the server made from it: `7` is also Server 2008 R2, `10`
 * Server 2016 and 2019, `11` Server 2022 and 2025.
 */
export type WindowsRelease =
  | 'xp-sp1'
  | 'xp-sp2'
  | 'xp-sp3'
  | '2003-sp1'
  | '2003-sp2'
  | 'vista'
  | '7'
  | '8'
  | '8.1'
  | '10'
  | '11';

/** Those whose IPv6 is installed apart and whose firewall knows ports and no rules. */
export const OLD_RELEASES: WindowsRelease[] = ['xp-sp1', 'xp-sp2', 'xp-sp3', '2003-sp1', '2003-sp2'];

/** Those that refuse the type natawareclient although they have the context `interface teredo`. */
export const MIDDLE_RELEASES: WindowsRelease[] = ['vista', '7', '8', '8.1'];

export const NEW_RELEASES: WindowsRelease[] = ['10', '11'];

/** Every release, oldest first. */
export const WINDOWS_RELEASES: WindowsRelease[] = OLD_RELEASES.concat(MIDDLE_RELEASES, NEW_RELEASES);

const OF_SIX: WindowsRelease[] = ['vista', '7', '8', '8.1'];

/** Server 2022: the first build that goes with Windows 11. */
const FIRST_OF_11 = 20348;

function xpRelease(servicePack: number | null): WindowsRelease | null {
  if (servicePack === null || servicePack < 1) return null;
  if (servicePack === 1) return 'xp-sp1';
  return servicePack === 2 ? 'xp-sp2' : 'xp-sp3';
}

/** The x64 edition of XP is made from Server 2003 SP1, and counts its service packs from there. */
function release2003(servicePack: number | null, name: string): WindowsRelease | null {
  if (servicePack === null) return null;
  if (servicePack >= 2) return '2003-sp2';
  return servicePack === 1 || /x64/i.test(name) ? '2003-sp1' : null;
}

/** The release of an observed Windows; null for one that has no Teredo client or isn't known. */
export function windowsReleaseOf(
  os: Pick<Observation['os'], 'name' | 'version' | 'servicePack'>,
): WindowsRelease | null {
  const match = /^([0-9]{1,4})\.([0-9]{1,4})(?:\.([0-9]{1,6}))?/.exec(os.version);
  if (match === null) return null;
  const major = parseInt(textAt(match, 1), 10);
  const minor = parseInt(textAt(match, 2), 10);
  if (major === 5 && minor === 1) return xpRelease(os.servicePack);
  if (major === 5 && minor === 2) return release2003(os.servicePack, os.name);
  if (major === 6) return OF_SIX[minor] ?? null;
  if (major < 10) return null;
  return parseInt(textAt(match, 3), 10) >= FIRST_OF_11 || major > 10 ? '11' : '10';
}

export function isOldRelease(release: WindowsRelease): boolean {
  return OLD_RELEASES.indexOf(release) !== -1;
}
