import type pg from 'pg';
import { CarefulClient } from '../client/careful-client';
import { connectionConfig } from '../client/connection-config';
import { connectAdmin, isRefusedUser } from './connect-admin';
import { changeUrl } from './connection-url';
import { ensureRoles, needingRights } from './ensure-roles';
import { DATABASE_PARTS, DATABASE_ROLES, type DatabasePart } from './roles';

export interface DatabaseOptions {
  /** A superuser, or a user with CREATEROLE and CREATEDB. */
  adminUrl: string;
  /** One per role; printable ASCII. */
  passwords: Record<DatabasePart, string>;
  /** Its name; may be the one that `adminUrl` names. */
  database: string;
}

/** Connection URL of each part. */
export type DatabaseUrls = Record<DatabasePart, string>;

/** Any number will do, other than the one of migrations. */
const LOCK_KEY = 7_368_201_912;

/** The URL of each part, without asking the server. */
export function databaseUrls({ adminUrl, passwords, database }: DatabaseOptions): DatabaseUrls {
  const url = (part: DatabasePart) =>
    changeUrl(adminUrl, { user: DATABASE_ROLES[part], password: passwords[part], database });
  return {
    owner: url('owner'),
    web: url('web'),
    gateway: url('gateway'),
    engine: url('engine'),
    signer: url('signer'),
    reporter: url('reporter'),
    notice: url('notice'),
  };
}

/** Whether the user of the URL exists and has this password, also when the database is missing or closed to it. */
async function isPasswordRight(url: string): Promise<boolean> {
  const client = new CarefulClient(connectionConfig(url));
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    return !isRefusedUser(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes the database, or gives the one that is there to the owner role. */
async function ensureOwned(client: pg.Client, database: string): Promise<void> {
  const owner = DATABASE_ROLES.owner;
  const name = client.escapeIdentifier(database);
  const { rows } = await client.query<{ owner: string }>(
    'select pg_get_userbyid(datdba) as owner from pg_database where datname = $1',
    [database],
  );
  if (rows[0]?.owner === owner) return;
  // Only a member of a role may give something to it. A superuser is one of every role.
  await needingRights(client, `act for the role ${owner}`, () =>
    client.query(`grant ${owner} to current_user`),
  );
  try {
    await needingRights(client, `make the database "${database}" and give it to ${owner}`, () =>
      client.query(
        rows[0] === undefined
          ? `create database ${name} owner ${owner} template template0 encoding 'UTF8'`
          : `alter database ${name} owner to ${owner}`,
      ),
    );
  } finally {
    await client.query(`revoke ${owner} from current_user`);
  }
}

/** Only our own roles, and whoever sets this up, may connect. */
async function closeDoors(ownerUrl: string, database: string, adminName: string): Promise<void> {
  const client = new CarefulClient(connectionConfig(ownerUrl));
  await client.connect();
  try {
    const name = client.escapeIdentifier(database);
    const others = DATABASE_PARTS.filter((part) => part !== 'owner').map((part) => DATABASE_ROLES[part]);
    await client.query(`revoke all on database ${name} from public`);
    await client.query(
      `grant connect on database ${name} to ${[...others, client.escapeIdentifier(adminName)].join(', ')}`,
    );
  } finally {
    await client.end();
  }
}

/**
 * Makes the roles and the database unless they are as wanted, and returns the URL of each part. Idempotent; safe to
 * call from several servers. Throws DatabaseSetupError with what to do when rights are missing.
 */
export async function ensureDatabase(options: DatabaseOptions): Promise<DatabaseUrls> {
  const urls = databaseUrls(options);
  const client = await connectAdmin(options.adminUrl);
  const adminName = client.user ?? DATABASE_ROLES.owner;
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    const right = await Promise.all(DATABASE_PARTS.map((part) => isPasswordRight(urls[part])));
    if (!right.every(Boolean)) await ensureRoles(client, options);
    await ensureOwned(client, options.database);
  } finally {
    await client.end();
  }
  await closeDoors(urls.owner, options.database, adminName);
  return urls;
}
