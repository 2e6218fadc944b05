import { readFileSync } from 'node:fs';
import { runToSuccess } from '../../spawn';
import type { DesktopSession } from './desktop-session';
import { findDesktopSessions } from './desktop-session';
import { readAccounts, type UserAccount } from './user-accounts';

/** Somebody who is logged on at a terminal of this machine. */
export interface LoggedOn {
  user: string;
  uid: number;
  /** Below /dev: `pts/3`, `tty1`. */
  line: string;
}

/** Everybody who can be told something: desktops first, then terminals that are not on one of them. */
export interface Audience {
  desktops: DesktopSession[];
  terminals: LoggedOn[];
}

/** One row of who(1). `display` is the X display that the row stands for or comes from; null for any other. */
export interface WhoRow {
  user: string;
  line: string;
  display: string | null;
}

/** Rows of who(1): user, line, time, and in brackets where from: another machine, or a display of this one. */
export function readWho(text: string): WhoRow[] {
  return text.split('\n').flatMap((row) => {
    const found = /^(\S+)\s+(\S+)\s.*?(?:\((\S+)\))?\s*$/.exec(row);
    if (found === null) return [];
    const [, user = '', line = '', from = ''] = found;
    const display = [line, from].map((text) => /^(:\d+)(\.\d+)?$/.exec(text)?.[1]).find(Boolean) ?? null;
    return /^((tty|pts\/)[A-Za-z0-9]+|:\d+(\.\d+)?)$/.test(line) ? [{ user, line, display }] : [];
  });
}

/** A virtual console that shows a desktop shows no text, and a terminal window is on its user's desktop. */
function isOnDesktop(row: WhoRow, desktops: readonly DesktopSession[]): boolean {
  const own = desktops.filter(({ user }) => user === row.user);
  return own.some(({ display }) => display === row.display || row.line.startsWith('tty'));
}

/** A display that somebody is logged on to counts, even when no process of that user could be looked into. */
function withRecordedDisplays(
  rows: readonly WhoRow[],
  users: ReadonlyMap<string, UserAccount>,
  found: readonly DesktopSession[],
): DesktopSession[] {
  const desktops = [...found];
  for (const { user, line, display } of rows) {
    const account = users.get(user);
    if (account === undefined || display === null || !line.startsWith(':')) continue;
    if (desktops.some((known) => known.user === user && known.display === display)) continue;
    const environment = { DISPLAY: display, HOME: account.home };
    desktops.push({ user, account, display, language: null, environment });
  }
  return desktops;
}

/** Tells desktops and terminals apart among the rows of who(1). */
export function audienceOf(
  rows: readonly WhoRow[],
  accounts: ReadonlyMap<string, UserAccount>,
  findDesktops: (users: ReadonlyMap<string, UserAccount>) => DesktopSession[],
): Audience {
  const users = new Map(
    rows.flatMap(({ user }) => {
      const account = accounts.get(user);
      return account === undefined ? [] : [[user, account] as const];
    }),
  );
  const desktops = withRecordedDisplays(rows, users, findDesktops(users));
  const terminals = rows.flatMap((row) => {
    const account = users.get(row.user);
    if (account === undefined || row.line.startsWith(':') || isOnDesktop(row, desktops)) return [];
    return [{ user: row.user, uid: account.uid, line: row.line }];
  });
  return { desktops, terminals };
}

/** Everybody who is logged on, as the machine's records of logins tell. Rejects when they can't be read. */
export async function listLoggedOn(): Promise<Audience> {
  const rows = readWho(await runToSuccess({ program: 'who', args: [], timeoutMs: 5_000 }));
  return audienceOf(rows, readAccounts(readFileSync('/etc/passwd', 'utf8')), (users) =>
    findDesktopSessions(users),
  );
}
