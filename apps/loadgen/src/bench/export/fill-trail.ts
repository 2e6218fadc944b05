import { until } from '@teredo-fleet/dev-env';
import type { Client } from 'pg';

const AT_ONCE = 50_000;
const LINKED_WITHIN_MS = 20 * 60_000;
const LOOK_EVERY_MS = 2_000;

/** One in ten, so that a tenth of the rows can be exported as well. */
export const ONE_IN_TEN = 'bench.tenth';

// What a verb leaves behind: half have a state before, all one after, a few a reason with what CSV has to quote.
const ENTRIES = `
insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome,
  before, after, reason, request_id, address)
select s.id, 'user', gen_random_uuid()::text, 'Operator ' || n % 40, case when n % 10 = 0 then '${ONE_IN_TEN}' else 'rollout.saveDraft' end,
  'rollout', gen_random_uuid()::text, 'Teredo off, phase ' || n, 'done',
  case when n % 2 = 0 then jsonb_build_object('name', 'phase ' || n, 'waves', jsonb_build_array(5, 50, 500)) end,
  jsonb_build_object('name', 'phase ' || n, 'waves', jsonb_build_array(5, 50, 500), 'window', jsonb_build_object('from', '20:00', 'to', '06:00')),
  case when n % 5 = 0 then 'The ticket asks for it, and says "soon"' end, gen_random_uuid()::text, '192.0.2.' || n % 250
from generate_series($1::int, $2::int) n, scope s where s.name = 'Everything'`;

/** Writes so many entries into an audit trail. */
export async function fillTrail(database: Client, rows: number): Promise<void> {
  for (let from = 1; from <= rows; from += AT_ONCE) {
    await database.query(ENTRIES, [from, Math.min(from + AT_ONCE - 1, rows)]);
  }
  await database.query('vacuum analyze audit_entry');
}

const UNLINKED = `
select (select count(*) from audit_entry)::float8 - (select coalesce(max(number), 0) from audit_link)::float8 as left`;

/** Waits until the engine has linked every entry; gives how long that took, milliseconds. */
export async function untilLinked(database: Client): Promise<number> {
  const started = performance.now();
  await until(
    'every entry is linked',
    async () => (await database.query<{ left: number }>(UNLINKED)).rows[0]!.left <= 0,
    { timeoutMs: LINKED_WITHIN_MS, everyMs: LOOK_EVERY_MS },
  );
  const elapsedMs = performance.now() - started;
  await database.query('vacuum analyze audit_link');
  return elapsedMs;
}
