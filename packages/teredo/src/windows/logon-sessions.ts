import { splitLines } from '../text/lines';
import type { WindowsCommand } from './windows-command';

const TIMEOUT_MS = 20_000;

/** The hives of users that are loaded: every Windows has this, from XP SP1 to 11, XP Home included. */
export const LIST_HIVES: WindowsCommand = {
  program: 'reg',
  args: ['query', 'HKU'],
  timeoutMs: TIMEOUT_MS,
};

/** Who is logged on where. Home editions have no such program. */
export const LIST_SESSIONS: WindowsCommand = { program: 'qwinsta', args: [], timeoutMs: TIMEOUT_MS };

const HIVE = /^HKEY_USERS\\(S-1-(?:5-21|12-1)(?:-[0-9]+)+)\s*$/i;

/** The SIDs of people whose hives are loaded, local, of a domain or of a cloud, by what LIST_HIVES prints. */
export function readHives(text: string): string[] {
  const sids: string[] = [];
  const lines = splitLines(text);
  for (let index = 0; index < lines.length; index += 1) {
    const found = HIVE.exec((lines[index] as string).replace(/^\s+/, ''));
    if (found !== null) sids.push(found[1] as string);
  }
  return sids;
}

/** A session in which somebody is logged on. */
export interface LogonSession {
  id: number;
  /** Without a domain. */
  user: string;
  /** Somebody may sit in front of it; a session that was left open has no station. */
  atScreen: boolean;
}

/** A mark or a blank, the station, the user, the number, and a state that begins with no digit in any language. */
const ROW = /^.(\S*)\s+(?:(\S.*?)\s+)?([0-9]+)\s+[^0-9\s]\S*/;

/**
 * Who is logged on by what LIST_SESSIONS prints, in any language: the columns stand where they stand, and no word is
 * looked at. null when there is no row of a session in it, which means that it is something else.
 */
export function readLogonSessions(text: string): LogonSession[] | null {
  const sessions: LogonSession[] = [];
  const lines = splitLines(text);
  let rows = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const found = ROW.exec(lines[index] as string);
    if (found === null) continue;
    rows += 1;
    const station = found[1] || '';
    const user = found[2] || '';
    if (user !== '') sessions.push({ id: Number(found[3]), user: user, atScreen: station !== '' });
  }
  return rows === 0 ? null : sessions;
}
