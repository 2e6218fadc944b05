import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '@teredo-fleet/platform/spawn';
import { until } from '../until';
import type { Namespace } from './namespace';

const RECORD_BYTES = 384;
const USER_PROCESS = 7;

/** One login in the format of utmp(5) on 64-bit Linux. who(1) shows it only while process `pid` lives. */
export function loginRecord(login: { user: string; line: string; pid: number; atMs: number }): Uint8Array {
  const record = Buffer.alloc(RECORD_BYTES);
  record.writeInt16LE(USER_PROCESS, 0);
  record.writeInt32LE(login.pid, 4);
  record.write(login.line, 8, 31);
  record.write(login.line.slice(-4), 40, 4);
  record.write(login.user, 44, 31);
  record.writeInt32LE(Math.floor(login.atMs / 1000), 340);
  return record;
}

/** Somebody with an account on a host; it is made there when there is none of that name. */
export interface Person {
  user: string;
  uid: number;
}

/** A person at a terminal of a host: a real one with that person's own shell, whose screen can be read. */
export interface LoginSession {
  user: string;
  /** Below /dev: `pts/3`. */
  line: string;
  /** Everything that was ever on the screen. */
  screen(): string;
  /** Types a line and presses Enter. */
  type(text: string): void;
  /** Hangs up; a second time changes nothing. */
  close(): Promise<void>;
}

/** The account is known on that host alone: its own passwd(5) lies over the one that all share. */
const ADD_ACCOUNT = `grep -q "^$1:" /etc/passwd && exit
[ -e /run/passwd ] || { cp /etc/passwd /run/passwd && mount --bind /run/passwd /etc/passwd; }
echo "$1:x:$2:$2::/:/bin/sh" >> /run/passwd`;

function terminalOf(pid: number): string | null {
  try {
    const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0];
    const device = child ? readlinkSync(`/proc/${child}/fd/0`) : '';
    return device.startsWith('/dev/pts/') ? device.slice('/dev/'.length) : null;
  } catch {
    return null;
  }
}

function openTerminal(host: Namespace, { uid }: Person, log: string) {
  const shell = `PATH=/run/bin:$PATH exec setpriv --reuid=${uid} --regid=${uid} --clear-groups sh -i`;
  const [, ...args] = host.join(['script', '-q', '-f', '-c', shell, log]);
  return startProgram({ program: 'nsenter', args }).process;
}

/**
 * Opens a terminal on the host and the record of a login on it. What lies in the host's /run/bin can be called by
 * name there. With a `display` the record is of a login on that, as a desktop's. Needs root, script(1) and setpriv(1).
 */
export async function openLoginSession(
  host: Namespace,
  person: Person,
  display: string | null = null,
): Promise<LoginSession> {
  const { user, uid } = person;
  await host.exec(['sh', '-c', ADD_ACCOUNT, 'sh', user, String(uid)]);
  const folder = mkdtempSync(join(tmpdir(), 'login-'));
  const log = join(folder, 'screen');
  const terminal = openTerminal(host, person, log);
  const ended = new Promise((resolve) => terminal.once('close', resolve));
  const pid = terminal.pid!;
  const line = await until('script(1) opens a terminal', () => terminalOf(pid), { everyMs: 20 });
  chownSync(host.pathOf(`/dev/${line}`), uid, -1);
  const record = loginRecord({ user, line: display ?? line, pid, atMs: Date.now() });
  appendFileSync(host.pathOf('/run/utmp'), record);
  return {
    user,
    line,
    screen: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    type: (text) => void terminal.stdin?.write(`${text}\n`),
    async close() {
      terminal.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
