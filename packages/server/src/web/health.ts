import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aliveServerProcesses } from '@teredo-fleet/db';
import type { Pool } from 'pg';
import { SERVER_ROLES } from '../configuration';
import { respondBytes, respondJson } from '../http/respond';
import { PROCESS_SILENT_SECONDS } from '../process/process-row';
import type { WebRoutes } from './web-handler';

const UNFINISHED = `
select migration_name as name, finished_at is not null and rolled_back_at is null as done from _prisma_migrations`;
/** An answer is good for this long: many askers cost one query. */
const KEPT_MS = 500;

interface Check {
  ok: boolean;
  /** What is missing; null when nothing is. */
  text: string | null;
}

/** What readiness is made of, each part by name. */
export interface Readiness {
  ready: boolean;
  database: Check;
  migrations: Check;
  roles: Record<string, Check>;
}

const good: Check = { ok: true, text: null };
const bad = (text: string): Check => ({ ok: false, text });

async function checkMigrations(pool: Pool, migrationsDir: string): Promise<Check> {
  const { rows } = await pool.query<{ name: string; done: boolean }>(UNFINISHED);
  const done = new Set(rows.filter((row) => row.done).map((row) => row.name));
  const known = readdirSync(migrationsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const missing = known.map((entry) => entry.name).filter((name) => !done.has(name));
  return missing.length === 0 ? good : bad(`not applied: ${missing.join(', ')}`);
}

async function check(pool: Pool, migrationsDir: string): Promise<Readiness> {
  try {
    const migrations = await checkMigrations(pool, migrationsDir);
    const alive = await aliveServerProcesses(pool, PROCESS_SILENT_SECONDS);
    const roles = Object.fromEntries(
      SERVER_ROLES.map((role) => [role, alive[role] > 0 ? good : bad('no process of this role is alive')]),
    );
    const ready = migrations.ok && Object.values(roles).every((role) => role.ok);
    return { ready, database: good, migrations, roles };
  } catch {
    const unknown = bad('not known while the database does not answer');
    const roles = Object.fromEntries(SERVER_ROLES.map((role) => [role, unknown]));
    return { ready: false, database: bad('the database does not answer'), migrations: unknown, roles };
  }
}

/** `/healthz`: this process lives. `/readyz`: database, migrations and every role, and which of them is missing. */
export function healthRoutes(pool: Pool, prismaDir: string): Pick<WebRoutes, 'healthz' | 'readyz'> {
  let kept: { atMs: number; readiness: Promise<Readiness> } | null = null;
  return {
    async healthz(_request, response) {
      respondBytes(response, 200, 'text/plain; charset=utf-8', Buffer.from('ok\n'));
    },
    async readyz(_request, response) {
      const now = performance.now();
      if (kept === null || now - kept.atMs > KEPT_MS) {
        kept = { atMs: now, readiness: check(pool, join(prismaDir, 'migrations')) };
      }
      const readiness = await kept.readiness;
      respondJson(
        response,
        readiness.ready ? 200 : 503,
        readiness,
        readiness.ready ? {} : { 'retry-after': 2 },
      );
    },
  };
}
