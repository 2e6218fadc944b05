import { type Queryable, REPAIR_JOINS, REPAIR_WAITS, rawSql, sql } from '@teredo-fleet/db';
import type { RepairWaits } from '../views';
import type { PolicyContent } from './policy-content';
import { type JudgedBy, untakenQuery } from './untaken';

/** Of the machines that drifted and are this policy's to repair, what each waits for. */
export async function repairWaits(
  db: Queryable,
  { id, content }: { id: string; content: PolicyContent },
  by: JudgedBy,
): Promise<RepairWaits> {
  const { text, values } = sql`
    with untaken as (${untakenQuery(content, by)}), waiting as (
      select v.machine_id in (select id from untaken) as untaken, ${rawSql(REPAIR_WAITS.busy)} as busy, ${rawSql(REPAIR_WAITS.often)} as often, ${rawSql(REPAIR_WAITS.again)} as again,
        ${rawSql(REPAIR_WAITS.grace)} as grace
      from machine_policy v join policy p on p.id = v.policy_id join machine m on m.id = v.machine_id ${rawSql(REPAIR_JOINS)}
      where v.policy_id = ${id}::uuid and v.version = p.version and v.verdict = 'drifted' and v.standing in ('alone', 'wins')
        and m.status = 'active'
    )
    select (count(*) filter (where busy))::int as busy,
      (count(*) filter (where untaken and not busy))::int as untaken,
      (count(*) filter (where often and not (busy or untaken)))::int as often,
      (count(*) filter (where again and not (busy or untaken or often)))::int as again,
      (count(*) filter (where grace and not (busy or untaken or often or again)))::int as grace,
      (count(*) filter (where not (busy or untaken or often or again or grace)))::int as next
    from waiting`;
  const { rows } = await db.query<RepairWaits>(text, values as unknown[]);
  return rows[0]!;
}
