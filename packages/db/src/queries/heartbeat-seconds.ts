import type { Queryable } from '../client/queryable';

const SQL = `select (value ->> 'heartbeatSeconds')::int as seconds from setting where key = 'intervals'`;

/** How often machines are asked to say that they are there; null: nobody has changed what holds by default. */
export async function heartbeatSeconds(db: Queryable): Promise<number | null> {
  const { rows } = await db.query<{ seconds: number | null }>(SQL);
  return rows[0]?.seconds ?? null;
}
