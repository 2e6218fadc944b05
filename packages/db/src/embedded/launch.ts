import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { CarefulClient } from '../client/careful-client';
import type { PostgresBinaries } from './binaries';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import type { Location } from './location';
import { programEnvironment } from './run-program';
import type { ServiceAccount } from './service-account';

const LOG_LIMIT_BYTES = 8 * 1024 * 1024;
const READY_MS = 120_000;

export interface LaunchOptions {
  location: Location;
  binaries: PostgresBinaries;
  account: ServiceAccount | null;
  port: number;
  settings: Record<string, string>;
}

function openLog(file: string): number {
  const large = existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES;
  return openSync(file, large ? 'w' : 'a', 0o600);
}

/** The last lines of the database's own log. */
export function logTail(location: Location, lines = 12): string {
  if (!existsSync(location.logFile)) return '';
  return readFileSync(location.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Spawns the postmaster in a session of its own, so that a terminal's Ctrl-C doesn't reach it: whoever started it
 * stops it, last.
 */
export function launch({ location, binaries, account, port, settings }: LaunchOptions): ChildProcess {
  const set = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  const flags = Object.entries(set).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(location.logFile);
  try {
    const child = spawn(binaries.postgres, ['-D', location.cluster, '-p', String(port), ...flags], {
      ...(account ?? {}),
      cwd: '/',
      env: programEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

async function answers(config: pg.ClientConfig): Promise<boolean> {
  const client = new CarefulClient({ ...config, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Resolves when the database answers. After a crash it first recovers, which may take a while. */
export async function waitUntilReady(
  child: ChildProcess,
  config: pg.ClientConfig,
  location: Location,
): Promise<void> {
  let failure: string | null = null;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure = `it ended with ${code ?? signal}`;
  });
  const deadline = Date.now() + READY_MS;
  while (failure === null && Date.now() < deadline) {
    if (await answers(config)) return;
    await delay(25);
  }
  throw new EmbeddedPostgresError(
    'start-failed',
    `The database in ${location.cluster} did not start: ${failure ?? 'no answer within two minutes'}. Its log is ${location.logFile}; the last lines:\n${logTail(location)}`,
  );
}
