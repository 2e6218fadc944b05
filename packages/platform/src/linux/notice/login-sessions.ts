import { ProgramError, runProgram } from '../../spawn';

/** What logind knows of a session with a desktop. */
export interface LoginSession {
  user: string;
  /** `:0`; empty for Wayland. */
  display: string;
  /** The console that it covers, `tty2`; empty: none. */
  tty: string;
  /** It is in front on its seat: nobody switched to another user. */
  active: boolean;
  locked: boolean;
}

const TIMEOUT_MS = 5_000;
const WITH_DESKTOP = ['x11', 'wayland', 'mir'];
const PROPERTIES = ['Name', 'Type', 'Display', 'TTY', 'Active', 'LockedHint'];

/** Ids of `loginctl list-sessions --no-legend`. */
export const readSessionIds = (text: string): string[] =>
  text.split('\n').flatMap((line) => /^\s*([A-Za-z0-9]+)\s/.exec(line)?.[1] ?? []);

/** Sessions with a desktop, of what `loginctl show-session` prints of several: properties, an empty line between sessions. */
export function readLoginSessions(text: string): LoginSession[] {
  return text.split(/\n\s*\n/).flatMap((block) => {
    const value = Object.fromEntries(
      block.split('\n').map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
    );
    if (!WITH_DESKTOP.includes(value.Type ?? '') || value.Name === undefined) return [];
    const display = (value.Display ?? '').replace(/\.\d+$/, '');
    return [
      {
        user: value.Name,
        display,
        tty: value.TTY ?? '',
        active: value.Active !== 'no',
        locked: value.LockedHint === 'yes',
      },
    ];
  });
}

async function loginctl(args: readonly string[]): Promise<string | null> {
  try {
    const { exitCode, stdout } = await runProgram({ program: 'loginctl', args, timeoutMs: TIMEOUT_MS });
    return exitCode === 0 ? stdout : null;
  } catch (error) {
    if (error instanceof ProgramError) return null;
    throw error;
  }
}

/** Sessions with a desktop; null: there is no logind here, or it does not say. */
export async function listLoginSessions(): Promise<LoginSession[] | null> {
  const list = await loginctl(['list-sessions', '--no-legend', '--no-pager']);
  if (list === null) return null;
  const ids = readSessionIds(list);
  if (ids.length === 0) return [];
  const shown = await loginctl(['show-session', ...ids, ...PROPERTIES.map((name) => `--property=${name}`)]);
  return shown === null ? null : readLoginSessions(shown);
}

/**
 * Whether somebody may be in front of a user's desktop: it is neither locked nor behind another user's. A session of that
 * display counts, else any of that user's; null: logind does not know the desktop.
 */
export function isInFront(
  sessions: readonly LoginSession[] | null,
  { user, display }: { user: string; display: string },
): boolean | null {
  const own = (sessions ?? []).filter((session) => session.user === user);
  const named = own.filter((session) => session.display === display);
  const meant = named.length > 0 ? named : own.filter((session) => session.display === '');
  return meant.length === 0 ? null : meant.some(({ active, locked }) => active && !locked);
}
