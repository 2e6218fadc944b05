import { Prisma } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import type { MemberFilter } from '../inputs/running-inputs';
import { containsPattern } from '../machine/machine-conditions';
import { BAD_STATES, GOOD_STATES } from './outcome-states';

/** Everything that lists of members are made from. */
export const MEMBER_SOURCE = Prisma.sql`
  member_standing s
  join machine m on m.id = s.machine_id`;

/** Where a member stands, as one word; each member in exactly one group. */
export const MEMBER_GROUP = Prisma.sql`case
    when s.excluded is not null then 'excluded'
    when s.waiting and s.unreached or s.provisional then 'unknown'
    when s.waiting then 'waiting'
    when s.state = any(${GOOD_STATES}::text[]) then 'good'
    when s.state = any(${BAD_STATES}::text[]) then 'bad'
    when s.begun then 'begun'
    else 'skipped'
  end`;

/** State of a member as rows show it. */
export const MEMBER_STATE = Prisma.sql`case
    when s.excluded is not null then 'excluded'
    else coalesce(s.state, 'waiting-wave')
  end`;

function inWave(wave: MemberFilter['wave']): Prisma.Sql[] {
  if (wave === undefined) return [];
  return [wave === 'late' ? Prisma.sql`s.late_at is not null` : Prisma.sql`s.wave = ${wave}`];
}

/** The conditions of a filter on the members of a rollout, to be joined by "and". */
export function memberConditions(rolloutId: string, filter: MemberFilter): Prisma.Sql[] {
  const { group, states, search } = filter;
  return [
    Prisma.sql`s.rollout_id = ${rolloutId}::uuid`,
    ...inWave(filter.wave),
    ...(group === undefined ? [] : [Prisma.sql`${MEMBER_GROUP} = ${group}`]),
    ...(states === undefined || states.length === 0
      ? []
      : [Prisma.sql`${MEMBER_STATE} = any(${states}::text[])`]),
    ...(search === undefined || search === ''
      ? []
      : [Prisma.sql`m.hostname ilike ${containsPattern(search)}`]),
  ];
}

/** Machines that a filter matches now. */
export async function findMemberIds(
  { tx }: Call,
  rolloutId: string,
  filter: MemberFilter,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select s.machine_id as id from ${MEMBER_SOURCE}
    where ${Prisma.join(memberConditions(rolloutId, filter), ' and ')}`);
  return rows.map(({ id }) => id);
}
