import type { Observation } from '../observation';

/** The releases that rules tell apart; `other`: a Windows that no rule names. Null: no Windows, or none whose version is known. */
export type WindowsRelease = 'windows-7' | 'server-2012' | 'windows-10' | 'server-2016' | 'other';

const VERSION = /^([0-9]{1,4})\.([0-9]{1,4})(?:\.|$)/;

/**
 * Which release a machine runs; `server-2012` is R2 too, `windows-10` and `server-2016` what came after them too. Clients
 * and servers of one version number are told apart by the name that Windows gives itself.
 */
export function windowsReleaseOf({ os }: Observation): WindowsRelease | null {
  const match = os.family === 'windows' ? VERSION.exec(os.version) : null;
  if (match === null) return null;
  const major = parseInt(match[1] as string, 10);
  const minor = parseInt(match[2] as string, 10);
  const isServer = /server/i.test(os.name);
  if (major === 6 && minor === 1 && !isServer) return 'windows-7';
  if (major === 6 && (minor === 2 || minor === 3) && isServer) return 'server-2012';
  if (major >= 10) return isServer ? 'server-2016' : 'windows-10';
  return 'other';
}
