import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { containsPattern } from '../core/like-pattern';
import type { MemberFilter } from '../inputs/running-inputs';
import { noticeCondition } from './notice-stand';
import { BAD_STATES, GOOD_STATES } from './outcome-states';

/** Everything that lists of members are made from. */
export const MEMBER_SOURCE = sql`
  member_standing s
  join machine m on m.id = s.machine_id`;

/** Where a member stands, as one word; each member in exactly one group. */
export const MEMBER_GROUP = sql`case
    when s.excluded is not null then 'excluded'
    when s.waiting and s.unreached or s.provisional then 'unknown'
    when s.waiting then 'waiting'
    when s.state = any(${GOOD_STATES}::text[]) then 'good'
    when s.state = any(${BAD_STATES}::text[]) then 'bad'
    when s.begun then 'begun'
    else 'skipped'
  end`;

/** State of a member as rows show it. */
export const MEMBER_STATE = sql`case
    when s.excluded is not null then 'excluded'
    else coalesce(s.state, 'waiting-wave')
  end`;

function inWave(wave: MemberFilter['wave']): Sql[] {
  if (wave === undefined) return [];
  return [wave === 'late' ? sql`s.late_at is not null` : sql`s.wave = ${wave}`];
}

/** The conditions of a filter on the members of a rollout, to be joined by "and". */
export function memberConditions(rolloutId: string, filter: MemberFilter): Sql[] {
  const { group, states, notice, search } = filter;
  return [
    sql`s.rollout_id = ${rolloutId}::uuid`,
    ...inWave(filter.wave),
    ...(group === undefined ? [] : [sql`${MEMBER_GROUP} = ${group}`]),
    ...(states === undefined || states.length === 0 ? [] : [sql`${MEMBER_STATE} = any(${states}::text[])`]),
    ...(notice === undefined ? [] : [sql`s.excluded is null`, noticeCondition(notice)]),
    ...(search === undefined || search === '' ? [] : [sql`m.hostname ilike ${containsPattern(search)}`]),
  ];
}

/** Machines that a filter matches now. */
export async function findMemberIds(
  { tx }: Call,
  rolloutId: string,
  filter: MemberFilter,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`
    select s.machine_id as id from ${MEMBER_SOURCE}
    where ${joinSql(memberConditions(rolloutId, filter), ' and ')}`);
  return rows.map(({ id }) => id);
}
