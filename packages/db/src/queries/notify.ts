import type { Queryable } from '../client/queryable';

/** `teredo_wake`: a process has something to do. `teredo_changed`: pages show something else now. */
export type NoticeChannel = 'teredo_wake' | 'teredo_changed';

const SQL = `
select pg_notify($1, payload) from (select distinct payload from unnest($2::text[]) as u (payload)) as once`;

/** Sends wake-ups (ids only) when the transaction commits. Coalesce first: each commit that notifies takes one lock. */
export async function notify(
  db: Queryable,
  channel: NoticeChannel,
  payloads: readonly string[],
): Promise<void> {
  if (payloads.length === 0) return;
  await db.query(SQL, [channel, payloads]);
}
