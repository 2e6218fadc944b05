import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import type { Location } from './location';
import { runProgram } from './run-program';
import type { ServiceAccount } from './service-account';

/** Superuser of the embedded cluster; its password is in the location's password file. */
export const SUPERUSER = 'postgres';

/**
 * Makes the cluster unless it is there, and returns the superuser's password. It is made under another name and renamed
 * at the end, so that one that was interrupted is never taken for a whole one.
 */
export async function initialiseCluster(
  location: Location,
  binaries: PostgresBinaries,
  account: ServiceAccount | null,
  durable: boolean,
): Promise<string> {
  if (existsSync(join(location.cluster, 'PG_VERSION')))
    return readFileSync(location.passwordFile, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  const unfinished = `${location.cluster}.new`;
  const passwordForInit = join(location.root, 'initial-password');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordForInit, `${password}\n`, { mode: 0o600 });
  if (account !== null)
    for (const path of [unfinished, passwordForInit]) chownSync(path, account.uid, account.gid);
  try {
    const args = ['-D', unfinished, '-U', SUPERUSER, `--pwfile=${passwordForInit}`, '--auth=scram-sha-256'];
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const { code, output } = await runProgram(
      binaries.initdb,
      [...args, ...locale, ...(durable ? [] : ['--no-sync'])],
      account,
    );
    if (code !== 0)
      throw new EmbeddedPostgresError(
        'init-failed',
        `The database could not be made in ${location.cluster} (initdb ended with ${code}). Check that the disk has room and the folder may be written. initdb said last:\n${output.trim().split('\n').slice(-6).join('\n')}`,
      );
  } finally {
    rmSync(passwordForInit, { force: true });
  }
  writeFileSync(location.passwordFile, `${password}\n`, { mode: 0o600 });
  renameSync(unfinished, location.cluster);
  return password;
}
