import { createHash } from 'node:crypto';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { connectionConfig } from '../client/connection-config';
import { countLines } from './lines';
import { type BackedUpTable, backedUpTables, copyTarget } from './tables';

export const BACKUP_FORMAT = 'teredo-fleet/backup/v1';
/** The line that ends the rows of a table, as COPY has it. */
export const END_OF_ROWS = '\\.\n';

/** What is known before the first row is read. */
export interface BackupHeader {
  /** Moment of the snapshot. */
  at: string;
  version: string;
  /** Names of the migrations that made the tables. */
  migrations: string[];
  /** How far the audit trail was linked: number of the newest link; 0: none. */
  linked: number;
  /** Files beside the database: keys. Paths below the data folder. */
  files: { path: string; text: string }[];
}

const SNAPSHOT = `
select now() as at, coalesce((select max(number) from audit_link), 0)::float8 as linked,
  (select coalesce(json_agg(migration_name order by migration_name), '[]') from _prisma_migrations where finished_at is not null)
    as migrations`;

async function readHeader(
  client: pg.Client,
  rest: Pick<BackupHeader, 'version' | 'files'>,
): Promise<BackupHeader> {
  const { rows } = await client.query<{ at: Date; linked: number; migrations: string[] }>(SNAPSHOT);
  const { at, linked, migrations } = rows[0]!;
  return { at: at.toISOString(), linked, migrations, ...rest };
}

async function* rowsOf(client: pg.Client, table: BackedUpTable): AsyncGenerator<Buffer> {
  yield* client.query(copyTo(`copy ${copyTarget(table)} to stdout`)) as AsyncIterable<Buffer>;
}

async function* parts(client: pg.Client, header: BackupHeader): AsyncGenerator<Buffer> {
  yield Buffer.from(`${BACKUP_FORMAT}\n${JSON.stringify(header)}\n`);
  const rows: Record<string, number> = {};
  for (const table of await backedUpTables(client)) {
    yield Buffer.from(`@table ${JSON.stringify(table)}\n`);
    rows[table.name] = 0;
    for await (const chunk of rowsOf(client, table)) {
      rows[table.name]! += countLines(chunk);
      yield chunk;
    }
    yield Buffer.from(END_OF_ROWS);
  }
  yield Buffer.from(`@end ${JSON.stringify({ rows })}\n`);
}

async function* hashed(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
  yield Buffer.from(`@sha256 ${hash.digest('hex')}\n`);
}

/**
 * All rows as they were at one moment, piece by piece, over a connection of its own; servers go on meanwhile. Keys have to be
 * read before: what was signed last must not be newer than the database.
 */
export async function* writeBackup(
  ownerUrl: string,
  rest: Pick<BackupHeader, 'version' | 'files'>,
): AsyncGenerator<Buffer, void, undefined> {
  const client = new pg.Client({ ...connectionConfig(ownerUrl), application_name: 'teredo-fleet backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    yield* hashed(parts(client, await readHeader(client, rest)));
  } finally {
    await client.end();
  }
}
