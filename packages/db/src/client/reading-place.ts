import type { Queryable } from './queryable';

/** So many people and programs read the whole of one thing at once; each holds a connection meanwhile. */
const READERS = 3;

const READER = `
select count(*)::int as mine from (
  select from generate_series(1, ${READERS}) as place
  where pg_try_advisory_xact_lock(hashtext($1), place) limit 1
) as taken`;

/** No place was left among those who read the whole of it now. */
export class TooManyReadersError extends Error {
  override readonly name = 'TooManyReadersError';
}

/** Takes one of the places among those who read `what`, until the transaction ends. */
export async function takeReadingPlace(db: Queryable, what: string): Promise<void> {
  const { rows } = await db.query<{ mine: number }>(READER, [`teredo-fleet ${what} reading`]);
  if (rows[0]?.mine !== 1) throw new TooManyReadersError(`${READERS} readers of ${what} are at work`);
}
