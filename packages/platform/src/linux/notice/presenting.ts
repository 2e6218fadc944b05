import { ProgramError, runProgram } from '../../spawn';
import type { DesktopSession } from './desktop-session';

const TIMEOUT_MS = 5_000;

/** A question to the desktop's own session, by its bus. Each desktop knows one of them. */
const QUESTIONS = [
  // GNOME and those after it; 8: the session is kept from going idle.
  ['org.gnome.SessionManager', '/org/gnome/SessionManager', 'org.gnome.SessionManager.IsInhibited', '8'],
  // KDE Plasma and Xfce.
  [
    'org.freedesktop.PowerManagement',
    '/org/freedesktop/PowerManagement/Inhibit',
    'org.freedesktop.PowerManagement.Inhibit.HasInhibit',
  ],
] as const;

/** What `gdbus call` prints of a truth value; null: anything else. */
export function readTruth(text: string): boolean | null {
  const found = /^\((true|false),\)\s*$/.exec(text);
  return found === null ? null : found[1] === 'true';
}

/** Whether a program of this user keeps the machine from going idle, by `busctl --json=short` of logind's inhibitors; null: unread. */
export function readIdleInhibited(text: string, uid: number): boolean | null {
  try {
    const { data } = JSON.parse(text) as { data?: unknown };
    const [rows] = Array.isArray(data) ? (data as unknown[]) : [];
    if (!Array.isArray(rows)) return null;
    return rows.some(
      (row) =>
        Array.isArray(row) &&
        String(row[0]).split(':').includes('idle') &&
        row[3] === 'block' &&
        row[4] === uid,
    );
  } catch {
    return null;
  }
}

async function printed(call: Omit<Parameters<typeof runProgram>[0], 'timeoutMs'>): Promise<string | null> {
  try {
    const { exitCode, stdout } = await runProgram({ ...call, timeoutMs: TIMEOUT_MS });
    return exitCode === 0 ? stdout : null;
  } catch (error) {
    if (error instanceof ProgramError) return null;
    throw error;
  }
}

/** Asked with the rights of the desktop's user: the bus is theirs, and so is what answers. */
async function askSession(
  { account, environment }: DesktopSession,
  [name, path, method, ...values]: (typeof QUESTIONS)[number],
): Promise<boolean | null> {
  if (environment.DBUS_SESSION_BUS_ADDRESS === undefined) return null;
  const { uid, gid } = account;
  const args = ['call', '--session', '--timeout', '3', '--dest', name, '--object-path', path];
  const text = await printed({
    program: 'gdbus',
    args: [...args, '--method', method, ...values],
    environment,
    identity: uid === process.getuid?.() ? undefined : { uid, gid },
  });
  return text === null ? null : readTruth(text);
}

async function askLogind({ account }: DesktopSession): Promise<boolean | null> {
  const manager = ['org.freedesktop.login1', '/org/freedesktop/login1', 'org.freedesktop.login1.Manager'];
  const text = await printed({
    program: 'busctl',
    args: ['--system', '--json=short', '--timeout=3', 'call', ...manager, 'ListInhibitors'],
  });
  return text === null ? null : readIdleInhibited(text, account.uid);
}

/**
 * Whether somebody presents on a desktop. Linux has no word for that: what keeps a screen awake, slides, a film or a call,
 * says so to the session or to logind. Null: nobody there could be asked, which is not no.
 */
export async function isPresentingOn(desktop: DesktopSession): Promise<boolean | null> {
  const questions = QUESTIONS.map((question) => askSession(desktop, question));
  const answers = await Promise.all([askLogind(desktop), ...questions]);
  if (answers.includes(true)) return true;
  return answers.includes(false) ? false : null;
}
