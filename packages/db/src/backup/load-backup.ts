import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connectionConfig } from '../client/connection-config';
import { BackupError } from './backup-error';
import type { BackupPart } from './read-backup';
import { type BackedUpTable, backedUpTables, copyTarget, tableName } from './tables';

/** No number that was given after the backup is given a second time. */
const NUMBERS_LEFT_OUT = 1_000_000;

const SEQUENCES = `
select s.oid::regclass::text as sequence, t.relname as "table", a.attname as "column"
from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace`;

async function moveSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(SEQUENCES);
  for (const { sequence, table, column } of rows) {
    await client.query(
      `select setval($1::regclass, coalesce((select max(${pg.escapeIdentifier(column)}) from ${tableName({ name: table })}), 0) + $2)`,
      [sequence, NUMBERS_LEFT_OUT],
    );
  }
}

function checkTable(table: BackedUpTable, known: readonly BackedUpTable[]): void {
  const own = known.find(({ name }) => name === table.name);
  if (own !== undefined && table.columns.every((column) => own.columns.includes(column))) return;
  throw new BackupError(
    `The backup has a table ${table.name} that its own migrations do not make: it was altered.`,
  );
}

/** Whoever writes waits for the database when it is behind. */
async function put(into: Writable, line: Buffer): Promise<void> {
  if (!into.write(line)) await once(into, 'drain');
}

async function loadRows(client: pg.Client, parts: AsyncIterable<BackupPart>): Promise<void> {
  const known = await backedUpTables(client);
  let into: Writable | null = null;
  for await (const part of parts) {
    if (part.kind === 'table') {
      checkTable(part.table, known);
      into = client.query(copyFrom(`copy ${copyTarget(part.table)} from stdin`));
    } else if (part.kind === 'row') await put(into!, part.line);
    else if (part.kind === 'rows-end') {
      into!.end();
      await finished(into!);
    }
  }
}

/** Who is connected is not known; files of evidence bundles are not in the backup, and can be made anew. */
const AFTERWARDS: Record<string, string> = {
  machine_contact: `update machine_contact set connected = false, server_id = null where connected`,
  evidence_bundle: `update evidence_bundle set state = 'gone' where state not in ('failed', 'gone')`,
};

async function load(client: pg.Client, parts: AsyncIterable<BackupPart>): Promise<void> {
  const names = (await backedUpTables(client)).map(tableName);
  // Migrations add rows of their own, and triggers tell of what happened long ago.
  await client.query(`truncate ${names.join(', ')} cascade`);
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  await loadRows(client, parts);
  for (const name of names) await client.query(`alter table ${name} enable trigger user`);
  for (const [table, change] of Object.entries(AFTERWARDS))
    if (names.includes(tableName({ name: table }))) await client.query(change);
  await moveSequences(client);
}

/** Puts the rows of a backup into tables that its migrations made, all of them or none. */
export async function loadBackup(ownerUrl: string, parts: AsyncIterable<BackupPart>): Promise<void> {
  const client = new pg.Client({ ...connectionConfig(ownerUrl), application_name: 'teredo-fleet restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    await load(client, parts);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
