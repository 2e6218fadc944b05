import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { UserAccount } from './user-accounts';

/** A desktop on which a dialog can be shown. */
export interface DesktopSession {
  user: string;
  account: UserAccount;
  /** `:0`; of Wayland without X `wayland-0`, or the console that it covers where nothing more is known. */
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

const READ_VARIABLES: ReadonlySet<string> = new Set([...DESKTOP_VARIABLES, 'LC_MESSAGES', 'LANG']);
/** Longer values than a path or a locale have are not kept: any user may fill the environment of any process. */
const MAX_VALUE_LENGTH = 4096;
/** A socket's name below XDG_RUNTIME_DIR. */
const WAYLAND_NAME = /^[A-Za-z0-9_][\w.-]{0,40}$/;
/** A user is told on so many displays at most; more would be a way to make us start programs without end. */
const MAX_DESKTOPS_OF_ONE = 8;

/** What matters here of the text of /proc/<pid>/environ. */
export function readEnvironment(text: string): Record<string, string> {
  const entries = text.split('\0').flatMap((entry) => {
    const at = entry.indexOf('=');
    const isWanted = READ_VARIABLES.has(entry.slice(0, at)) && entry.length - at <= MAX_VALUE_LENGTH;
    return isWanted ? [[entry.slice(0, at), entry.slice(at + 1)] as const] : [];
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
    const environment = readEnvironment(readFileSync(`/proc/${pid}/environ`, 'utf8'));
    return { uid, environment: withoutGoneWayland(environment) };
  } catch {
    return null;
  }
}

/** A compositor that is gone is named on by what it left behind. Its console shows text again. */
function withoutGoneWayland(environment: Record<string, string>): Record<string, string> {
  const { WAYLAND_DISPLAY: name, XDG_RUNTIME_DIR: folder, ...others } = environment;
  const rest = folder === undefined ? others : { ...others, XDG_RUNTIME_DIR: folder };
  if (name === undefined || folder === undefined || !WAYLAND_NAME.test(name)) return rest;
  return statSync(join(folder, name), { throwIfNoEntry: false })?.isSocket()
    ? { ...rest, WAYLAND_DISPLAY: name }
    : rest;
}

/** Processes that can be looked into; a process that ends meanwhile is left out. */
function listProcesses(): OwnedProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(readOwnedProcess).filter((found) => found !== null);
}

/** What names the screen of a process; null: it is on none of this machine. */
type ReadDisplay = (environment: Record<string, string>) => string | null;

const ofX: ReadDisplay = ({ DISPLAY }) => /^(:\d+)(\.\d+)?$/.exec(DISPLAY ?? '')?.[1] ?? null;

const ofWaylandAlone: ReadDisplay = ({ DISPLAY, WAYLAND_DISPLAY = '', XDG_RUNTIME_DIR }) =>
  DISPLAY === undefined && XDG_RUNTIME_DIR !== undefined && WAYLAND_NAME.test(WAYLAND_DISPLAY)
    ? WAYLAND_DISPLAY
    : null;

/** One for each user and screen that a process of that user is on. */
function desktopsBy(
  readDisplay: ReadDisplay,
  users: ReadonlyMap<string, UserAccount>,
  processes: readonly OwnedProcess[],
): DesktopSession[] {
  const found = new Map<string, DesktopSession>();
  for (const [user, account] of users) {
    for (const { uid, environment } of processes) {
      const display = uid === account.uid ? readDisplay(environment) : null;
      if (display === null) continue;
      const name = `${user} ${display}`;
      const others = [...found.values()].filter((one) => one.user === user && one.display !== display);
      if (others.length >= MAX_DESKTOPS_OF_ONE) continue;
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

/**
 * The desktops of users who are logged on: those with an X display, and those of Wayland that have none. Qt looks for X
 * unless it is told otherwise.
 */
export function findDesktopSessions(
  users: ReadonlyMap<string, UserAccount>,
  processes: readonly OwnedProcess[] = listProcesses(),
): DesktopSession[] {
  const withX = desktopsBy(ofX, users, processes);
  const isShownByX = ({ user, display }: DesktopSession) =>
    withX.some((one) => one.user === user && one.environment.WAYLAND_DISPLAY === display);
  const alone = desktopsBy(ofWaylandAlone, users, processes).filter((one) => !isShownByX(one));
  return [
    ...withX,
    ...alone.map((one) => ({ ...one, environment: { ...one.environment, QT_QPA_PLATFORM: 'wayland' } })),
  ];
}
