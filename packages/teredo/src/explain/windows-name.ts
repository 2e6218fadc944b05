import { windowsGenerationOf } from '../windows-generation';

const NAMES: { [version: string]: string } = {
  '5.1': 'Windows XP',
  '5.2': 'Windows Server 2003 or XP x64',
  '6.0': 'Windows Vista or Server 2008',
  '6.1': 'Windows 7 or Server 2008 R2',
  '6.2': 'Windows 8 or Server 2012',
  '6.3': 'Windows 8.1 or Server 2012 R2',
};

/** Windows 11 has the version number of Windows 10 and builds from this one on. */
const WINDOWS_11 = 22000;

/** What a version number can be the number of: `ver` tells no edition. */
export function windowsNameOf(version: string): string {
  const parts = version.split('.');
  const known = NAMES[`${parts[0]}.${parts[1]}`];
  if (known !== undefined) return known;
  if (windowsGenerationOf(version) !== '10') return version === '' ? 'Windows' : `Windows ${version}`;
  return parseInt(parts[2] ?? '0', 10) >= WINDOWS_11 ? 'Windows 11 or Server' : 'Windows 10 or Server';
}
