import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram } from '@teredo-fleet/platform/spawn';

const RECORD_BYTES = 384;
const USER_PROCESS = 7;
const APPEARS_MS = 5_000;

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

/** A person at a terminal of this machine: a real one, whose screen can be read. */
export interface LoginSession {
  user: string;
  /** Below /dev: `pts/3`. */
  line: string;
  /** Everything that was ever on the screen. */
  screen(): string;
  /** Arguments that run `argv` on a machine where this person, and nobody else, is logged on. */
  among(argv: readonly string[]): string[];
  close(): Promise<void>;
}

function terminalOf(pid: number): string | null {
  try {
    const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0];
    const device = child ? readlinkSync(`/proc/${child}/fd/0`) : '';
    return device.startsWith('/dev/pts/') ? device.slice('/dev/'.length) : null;
  } catch {
    return null;
  }
}

async function untilTerminal(pid: number): Promise<string> {
  for (let waited = 0; waited < APPEARS_MS; waited += 20) {
    const line = terminalOf(pid);
    if (line !== null) return line;
    await sleep(20);
  }
  throw new Error('script(1) opened no terminal');
}

/** Bound over /run/utmp in a mount namespace of its own; the file under it is made when there is none. */
const BIND_LOGINS = '[ -e /run/utmp ] || : > /run/utmp; mount --bind "$0" /run/utmp && exec "$@"';

/** Opens a terminal and the record of a login on it. Needs root and script(1). */
export async function openLoginSession(user: string): Promise<LoginSession> {
  const folder = mkdtempSync(join(tmpdir(), 'login-'));
  const log = join(folder, 'screen');
  const terminal = startProgram({ program: 'script', args: ['-q', '-f', '-c', 'cat', log] });
  const pid = terminal.process.pid!;
  const line = await untilTerminal(pid);
  const records = join(folder, 'utmp');
  writeFileSync(records, loginRecord({ user, line, pid, atMs: Date.now() }));
  return {
    user,
    line,
    screen: () => (readdirSync(folder).includes('screen') ? readFileSync(log, 'utf8') : ''),
    among: (argv) => ['/usr/bin/unshare', '--mount', 'sh', '-c', BIND_LOGINS, records, ...argv],
    async close() {
      const ended = new Promise((resolve) => terminal.process.once('close', resolve));
      terminal.process.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
