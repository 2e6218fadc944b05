import type { Queryable } from '../client/queryable';

/** Keeps what the numbers of the fleet are now as those of today. */
export async function noteFleetDay(db: Queryable): Promise<void> {
  await db.query(`select note_fleet_day((now() at time zone 'UTC')::date)`);
}

/**
 * Counts one day that is over from what machines were at its end: the newest that nobody counted on, or else one of which something was
 * told since it was counted. The day; null: none has to be.
 */
export async function noteMissedFleetDay(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ day: string | null }>('select missed_fleet_day()::text as day');
  const day = rows[0]?.day ?? null;
  if (day !== null) await db.query('select note_fleet_day($1::date)', [day]);
  return day;
}
