import type { Queryable } from '../client/queryable';

const AT_MOST = 500;

/**
 * Writes into the audit trail which machines were let begin to try a version half an hour ago and told no end: once a trial.
 * Their ids.
 */
export async function enterSilentTrials(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select id from enter_silent_trials($1) as id', [AT_MOST]);
  return rows.map(({ id }) => id);
}
