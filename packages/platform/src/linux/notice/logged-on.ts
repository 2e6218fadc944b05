import { readFileSync } from 'node:fs';
import { ProgramError, runToSuccess } from '../../spawn';
import type { DesktopSession } from './desktop-session';
import { findDesktopSessions } from './desktop-session';
import { listLoginSessions } from './login-sessions';
import { readAccounts, type UserAccount } from './user-accounts';

/** Somebody who is logged on at a terminal of this machine. */
export interface LoggedOn {
  user: string;
  uid: number;
  /** Below /dev: `pts/3`, `tty1`. */
  line: string;
  /** When they logged on there, as who(1) writes it in UTC: a line is somebody else's later. */
  since: string;
}

/** A desktop and since when its user is logged on to it; empty: no record tells. */
export interface LoggedOnDesktop extends DesktopSession {
  since: string;
}

/** Everybody who can be told something: desktops first, then terminals that are not on one of them. */
export interface Audience {
  desktops: LoggedOnDesktop[];
  terminals: LoggedOn[];
}

/** One row of who(1). `display` is the X display that the row stands for or comes from; null for any other. */
export interface WhoRow {
  user: string;
  line: string;
  display: string | null;
  since: string;
}

/** Rows of who(1): user, line, time, and in brackets where from: another machine, or a display of this one. */
export function readWho(text: string): WhoRow[] {
  return text.split('\n').flatMap((row) => {
    const found = /^(\S+)\s+(\S+)\s+(.*?)\s*(?:\((\S+)\))?\s*$/.exec(row);
    if (found === null) return [];
    const [, user = '', line = '', at = '', from = ''] = found;
    const since = at.replace(/\s+/g, ' ');
    const display = [line, from].map((text) => /^(:\d+)(\.\d+)?$/.exec(text)?.[1]).find(Boolean) ?? null;
    return /^((tty|pts\/)[A-Za-z0-9]+|:\d+(\.\d+)?)$/.test(line) ? [{ user, line, display, since }] : [];
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

/** A console that a desktop covers, by logind's word. */
export interface CoveredConsole {
  user: string;
  tty: string;
}

/** What nobody can see is no terminal: a desktop counts, even when nothing of it could be found. */
function withCoveredConsoles(
  rows: readonly WhoRow[],
  users: ReadonlyMap<string, UserAccount>,
  { found, covered }: { found: readonly DesktopSession[]; covered: readonly CoveredConsole[] },
): DesktopSession[] {
  const desktops = [...found];
  for (const { user, line } of rows) {
    const account = users.get(user);
    if (account === undefined || desktops.some((known) => known.user === user)) continue;
    if (!covered.some(({ user: whose, tty }) => whose === user && tty === line)) continue;
    desktops.push({ user, account, display: line, language: null, environment: { HOME: account.home } });
  }
  return desktops;
}

/** By the record of its display, else of the console that it is on. */
function sinceOf({ user, display }: DesktopSession, rows: readonly WhoRow[]): string {
  const own = rows.filter((row) => row.user === user);
  const row = own.find(({ line }) => line === display) ?? own.find(({ line }) => line.startsWith('tty'));
  return row?.since ?? '';
}

/** Tells desktops and terminals apart among the rows of who(1). */
export function audienceOf(
  rows: readonly WhoRow[],
  accounts: ReadonlyMap<string, UserAccount>,
  findDesktops: (users: ReadonlyMap<string, UserAccount>) => DesktopSession[],
  covered: readonly CoveredConsole[] = [],
): Audience {
  const users = new Map(
    rows.flatMap(({ user }) => {
      const account = accounts.get(user);
      return account === undefined ? [] : [[user, account] as const];
    }),
  );
  const found = withRecordedDisplays(rows, users, findDesktops(users));
  const desktops = withCoveredConsoles(rows, users, { found, covered }).map((desktop) => ({
    ...desktop,
    since: sinceOf(desktop, rows),
  }));
  const terminals = rows.flatMap((row) => {
    const account = users.get(row.user);
    if (account === undefined || row.line.startsWith(':') || isOnDesktop(row, desktops)) return [];
    return [{ user: row.user, uid: account.uid, line: row.line, since: row.since }];
  });
  return { desktops, terminals };
}

async function askWho(run: typeof runToSuccess): Promise<string> {
  // A change to summer time is no log-on.
  const who = { program: 'who', args: [], timeoutMs: 5_000, environment: { TZ: 'UTC0' } };
  try {
    return await run(who);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    // What it printed names people, and the words of this error are told.
    throw new ProgramError(error.code, error.argv, error.exitCode, '', 'it did not say who is logged on');
  }
}

/** Everybody who is logged on, as the machine's records of logins tell. Rejects when they can't be read. */
export async function listLoggedOn(run = runToSuccess): Promise<Audience> {
  const rows = readWho(await askWho(run));
  const onConsole = rows.some(({ line }) => line.startsWith('tty'));
  const covered = onConsole ? ((await listLoginSessions()) ?? []) : [];
  const accounts = readAccounts(readFileSync('/etc/passwd', 'utf8'));
  return audienceOf(rows, accounts, (users) => findDesktopSessions(users), covered);
}
