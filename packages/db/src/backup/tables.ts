import type { Queryable } from '../client/queryable';

/** What lives for a moment only, or would let somebody in again who was shut out since: it is made anew. */
export const NOT_BACKED_UP: readonly string[] = [
  '_prisma_migrations',
  'poll_session',
  'rate_limit',
  'server_process',
  'session',
  'verification',
];

export interface BackedUpTable {
  name: string;
  columns: string[];
}

const TABLES = `
select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not (c.relname = any ($1))
group by c.relname order by c.relname`;

const NEEDS = `
select distinct con.conrelid::regclass::text as "from", con.confrelid::regclass::text as "to"
from pg_constraint con where con.contype = 'f' and con.connamespace = 'public'::regnamespace and con.conrelid <> con.confrelid`;

const unquoted = (name: string): string => name.replace(/^"(.*)"$/, '$1');

/** Every table that is backed up, each behind those that its rows refer to. */
export async function backedUpTables(db: Queryable): Promise<BackedUpTable[]> {
  const { rows: tables } = await db.query<BackedUpTable>(TABLES, [NOT_BACKED_UP]);
  const { rows: needs } = await db.query<{ from: string; to: string }>(NEEDS);
  const ordered: BackedUpTable[] = [];
  const place = (table: BackedUpTable, above: readonly string[]): void => {
    if (ordered.includes(table)) return;
    if (above.includes(table.name)) throw new Error(`The tables ${above.join(', ')} refer to each other.`);
    const needed = needs.filter(({ from }) => unquoted(from) === table.name).map(({ to }) => unquoted(to));
    for (const other of tables) if (needed.includes(other.name)) place(other, [...above, table.name]);
    ordered.push(table);
  };
  for (const table of tables) place(table, []);
  return ordered;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `"table" ("column", …)`, as COPY takes it. */
export function copyTarget({ name, columns }: BackedUpTable): string {
  return `${quoted(name)} (${columns.map(quoted).join(', ')})`;
}

export const tableName = ({ name }: Pick<BackedUpTable, 'name'>): string => quoted(name);
