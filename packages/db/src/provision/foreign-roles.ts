import type pg from 'pg';
import { DatabaseSetupError } from './database-setup-error';
import { DATABASE_ROLES } from './roles';

const FIND_USES = `
select distinct datname as database, true as connected from pg_stat_activity
where usename = any($1) and datname is not null
union
select datname, false from pg_database where datdba = to_regrole($2)::oid and datname <> $3
order by connected desc, database`;

/**
 * Throws when the roles, whose passwords are others than ours, serve another installation: giving them our passwords
 * would shut that one out. Ours alone may get new passwords, while no server is connected.
 */
export async function refuseForeignRoles(client: pg.Client, database: string): Promise<void> {
  const { rows } = await client.query<{ database: string; connected: boolean }>(FIND_USES, [
    Object.values(DATABASE_ROLES),
    DATABASE_ROLES.owner,
    database,
  ]);
  const use = rows[0];
  if (use === undefined) return;
  const how = use.connected ? 'a server is connected to' : 'they own';
  throw new DatabaseSetupError(
    'foreign-roles',
    `This PostgreSQL server already has the roles of a Teredo Fleet with another master secret (${how} the database "${use.database}"). Start with that secret (the file 'secret' of its data folder, or TEREDO_FLEET_SECRET), or use a PostgreSQL server of its own. If nobody needs that database any more, stop its server and drop it.`,
  );
}
