import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { UserAccount } from './user-accounts';

/** A desktop on which a dialog can be shown. */
export interface DesktopSession {
  user: string;
  account: UserAccount;
  /** `:0`. */
  display: string;
  /** BCP 47 or POSIX locale; null when the session has none. */
  language: string | null;
  /** What a program needs to appear there, from the session's own processes. */
  environment: Record<string, string>;
}

/** Variables that bring a program onto its user's desktop. No other goes into a dialog's environment. */
const DESKTOP_VARIABLES = [
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
];

/** Reads the text of /proc/<pid>/environ. */
export function readEnvironment(text: string): Record<string, string> {
  const entries = text.split('\0').flatMap((entry) => {
    const at = entry.indexOf('=');
    return at > 0 ? [[entry.slice(0, at), entry.slice(at + 1)] as const] : [];
  });
  return Object.fromEntries(entries);
}

interface OwnedProcess {
  uid: number;
  environment: Record<string, string>;
}

function readOwnedProcess(pid: string): OwnedProcess | null {
  try {
    const { uid } = statSync(`/proc/${pid}`);
    return { uid, environment: readEnvironment(readFileSync(`/proc/${pid}/environ`, 'utf8')) };
  } catch {
    return null;
  }
}

/** Processes that can be looked into; a process that ends meanwhile is left out. */
function listProcesses(): OwnedProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(readOwnedProcess).filter((found) => found !== null);
}

/** The desktops of users who are logged on: one for each user and display that a process of that user is on. */
export function findDesktopSessions(
  users: ReadonlyMap<string, UserAccount>,
  processes: readonly OwnedProcess[] = listProcesses(),
): DesktopSession[] {
  const found = new Map<string, DesktopSession>();
  for (const [user, account] of users) {
    for (const { uid, environment } of processes) {
      const display = environment.DISPLAY?.replace(/\.\d+$/, '');
      if (uid !== account.uid || display === undefined || !/^:\d+$/.test(display)) continue;
      const name = `${user} ${display}`;
      const kept = DESKTOP_VARIABLES.flatMap((key) => (environment[key] ? [[key, environment[key]]] : []));
      const richer = kept.length > Object.keys(found.get(name)?.environment ?? {}).length - 1;
      if (!richer) continue;
      const language = environment.LC_MESSAGES || environment.LANG || null;
      const own = { ...Object.fromEntries(kept), HOME: account.home };
      found.set(name, { user, account, display, language, environment: own });
    }
  }
  return [...found.values()];
}
