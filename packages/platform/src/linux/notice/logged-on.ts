import { readFileSync } from 'node:fs';
import { ProgramError, runToSuccess } from '../../spawn';

/** Somebody who is logged on at a terminal of this machine. */
export interface LoggedOn {
  user: string;
  uid: number;
  /** Below /dev: `pts/3`, `tty1`. */
  line: string;
}

/** Lines of who(1): user, line, time. X displays (`:0`) are sessions of a desktop and no terminals. */
export function readWho(text: string): { user: string; line: string }[] {
  return text.split('\n').flatMap((row) => {
    const [user, line] = row.trim().split(/\s+/);
    const known = user !== undefined && line !== undefined && /^(tty|pts\/)[A-Za-z0-9]+$/.test(line);
    return known ? [{ user, line }] : [];
  });
}

/** User ids by name, from passwd(5). */
export function readUserIds(passwd: string): Map<string, number> {
  const rows = passwd.split('\n').map((row) => row.split(':'));
  return new Map(rows.flatMap(([name, , uid]) => (name && uid ? [[name, Number(uid)] as const] : [])));
}

/** Everybody at a terminal, as the machine's records of logins tell; nobody when they can't be read. */
export async function listLoggedOn(): Promise<LoggedOn[]> {
  try {
    const who = readWho(await runToSuccess({ program: 'who', args: [], timeoutMs: 5_000 }));
    const ids = readUserIds(readFileSync('/etc/passwd', 'utf8'));
    return who.flatMap(({ user, line }) => {
      const uid = ids.get(user);
      return uid === undefined ? [] : [{ user, uid, line }];
    });
  } catch (error) {
    if (error instanceof ProgramError) return [];
    throw error;
  }
}
