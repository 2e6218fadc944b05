import type { Queryable } from '../client/queryable';

const AT_MOST = 500;

/**
 * Writes into the audit trail which waivers have run out, once each. They ended by the clock before: nothing waits for this.
 * Their ids.
 */
export async function enterExpiredWaivers(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select id from enter_expired_waivers($1) as id', [
    AT_MOST,
  ]);
  return rows.map(({ id }) => id);
}
