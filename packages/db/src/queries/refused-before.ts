import type { Queryable } from '../client/queryable';

const SQL = `
select newest.action = 'machine.refuse' as refused
from machine o cross join lateral (
  select e.seq, e.action from audit_entry e
  where e.object_kind = 'machine' and e.object_id = o.id::text
    and e.action in ('machine.accept', 'machine.refuse') and e.outcome = 'done'
  order by e.seq desc limit 1
) newest
where o.hardware_id = $1 or o.id = $2::uuid
order by newest.seq desc limit 1`;

/**
 * Whether the newest word of a person about a machine of this hardware id, or about the record `machineId`, was that it
 * is kept out; in whatever scope that was said.
 */
export async function refusedBefore(
  db: Queryable,
  { hardwareId, machineId }: { hardwareId: string; machineId: string | null },
): Promise<boolean> {
  const { rows } = await db.query<{ refused: boolean }>(SQL, [hardwareId, machineId]);
  return rows[0]?.refused ?? false;
}
