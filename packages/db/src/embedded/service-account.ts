import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error';

/** Who runs the database when Teredo Fleet runs as root, which PostgreSQL refuses to do. */
export interface ServiceAccount {
  uid: number;
  gid: number;
}

const NAME = 'postgres';

function findAccount(): ServiceAccount | null {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === NAME) return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

function createAccount(): void {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NAME]],
  ];
  for (const [program, args] of attempts)
    if (spawnSync(program, args, { stdio: 'ignore' }).status === 0) return;
}

/** As root: the system user `postgres`, made when missing. Otherwise null: the database runs as whoever runs this. */
export function serviceAccount(): ServiceAccount | null {
  if (process.getuid?.() !== 0) return null;
  if (findAccount() === null) createAccount();
  const found = findAccount();
  if (found === null)
    throw new EmbeddedPostgresError(
      'no-account',
      'PostgreSQL refuses to run as root and a system user "postgres" could not be made. Make one (useradd --system postgres), start as an ordinary user, or set DATABASE_URL.',
    );
  return found;
}

/** Whether the account can enter this folder and everything above it; asked of the kernel, so that ACLs count too. */
export function canEnter(account: ServiceAccount, folder: string): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd -- "$1" && [ -r . ]', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}
