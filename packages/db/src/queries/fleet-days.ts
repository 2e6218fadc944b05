import type { Queryable } from '../client/queryable';

/** Keeps what the numbers of the fleet are now as those of today. */
export async function noteFleetDay(db: Queryable): Promise<void> {
  await db.query(`select note_fleet_day((now() at time zone 'UTC')::date)`);
}

/** Makes good the newest day that nobody counted on, from what machines were then. The day; null: none is missing. */
export async function noteMissedFleetDay(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ day: string | null }>('select missed_fleet_day()::text as day');
  const day = rows[0]?.day ?? null;
  if (day !== null) await db.query('select note_fleet_day($1::date)', [day]);
  return day;
}
