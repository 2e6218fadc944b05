import type pg from 'pg';
import { DatabaseSetupError } from './database-setup-error';
import { refuseForeignRoles } from './foreign-roles';
import { DATABASE_PARTS, DATABASE_ROLES, type DatabasePart } from './roles';
import { scramVerifier } from './scram-verifier';

interface RoleRow {
  rolname: string;
  rolsuper: boolean;
  rolbypassrls: boolean;
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** Throws with what to do when a role that exists could read past row-level security. */
function refuseUnsafe(rows: RoleRow[]): void {
  const unsafe = rows.filter((row) => row.rolsuper || row.rolbypassrls).map((row) => row.rolname);
  if (unsafe.length === 0) return;
  throw new DatabaseSetupError(
    'unsafe-role',
    `These roles exist and may do everything: ${unsafe.join(', ')}. Run "alter role <name> nosuperuser nobypassrls" for each, or drop them.`,
  );
}

/** Reruns a refusal of PostgreSQL as an error that names the remedy. */
export async function needingRights<T>(client: pg.Client, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if ((cause as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw cause;
    const text = cause instanceof Error ? cause.message : '';
    const user = client.escapeIdentifier(client.user ?? 'its name');
    throw new DatabaseSetupError(
      'missing-rights',
      `The user of DATABASE_URL may not ${what} (${text}). Give it the rights once, as a superuser: "alter role ${user} createrole createdb", or put a superuser into DATABASE_URL.`,
      { cause },
    );
  }
}

export interface WantedRoles {
  passwords: Record<DatabasePart, string>;
  /** The one that they are for. */
  database: string;
}

/** Makes the roles that are missing and gives all of them these passwords. The names are the cluster's own. */
export async function ensureRoles(client: pg.Client, { passwords, database }: WantedRoles): Promise<void> {
  const names = Object.values(DATABASE_ROLES);
  const { rows } = await client.query<RoleRow>(
    'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = any($1)',
    [names],
  );
  refuseUnsafe(rows);
  if (rows.length > 0) await refuseForeignRoles(client, database);
  const existing = new Set(rows.map((row) => row.rolname));
  for (const part of DATABASE_PARTS) {
    const role = DATABASE_ROLES[part];
    const verb = existing.has(role) ? 'alter' : 'create';
    const verifier = client.escapeLiteral(scramVerifier(passwords[part]));
    await needingRights(client, `${verb} the role ${role}`, () =>
      client.query(`${verb} role ${role} login password ${verifier}`),
    );
  }
}
