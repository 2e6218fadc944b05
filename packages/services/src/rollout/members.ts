import {
  joinSql,
  queryableOf,
  readPlannedRollout,
  type Sql,
  type StoredRollout,
  sql,
} from '@teredo-fleet/db';
import { advance, holdText, type RolloutStanding } from '@teredo-fleet/rollout';
import type { MachineRole } from '@teredo-fleet/teredo';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { type Call, defineQuery } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { canonicalText } from '../core/sha256';
import { utcText } from '../core/utc-text';
import { NotFoundError } from '../errors';
import { NAME } from '../machine/machine-order';
import type { MemberGroup, MemberRow } from '../views';
import { explainMember, type MemberFacts, type RolloutFacts } from './explain-member';
import { MEMBER_GROUP, MEMBER_SOURCE, MEMBER_STATE, memberConditions } from './member-source';
import { excludedText, reasonText } from './member-texts';
import { isUnjudgeable, readStanding } from './rollout-standing';
import { plannedAt } from './running-view';

const milliseconds = (column: Sql) => sql`(extract(epoch from ${column}) * 1000)::float8`;

interface Found extends Omit<MemberFacts, 'state'> {
  state: string | null;
  id: string;
  hostname: string;
  simulated: boolean;
  role: MachineRole | null;
  name: string;
  reason: unknown;
  group: MemberGroup;
  shown: string;
  jobId: string | null;
  acknowledged: boolean;
}

const COLUMNS = sql`
  m.id, m.hostname, m.simulated, m.status, f.role, ${NAME} as name, s.wave, s.late_at is not null as late, s.reason, s.excluded,
  s.attempt, s.job_id as "jobId", s.state, s.waiting, s.unreached, s.provisional, s.acknowledged,
  ${MEMBER_GROUP} as "group", ${MEMBER_STATE} as shown,
  j.detail, ${milliseconds(sql`j.until`)} as until, ${milliseconds(sql`j.not_after`)} as "notAfter",
  j.contact_window_seconds as "contactWindowSeconds",
  coalesce(j.offered_at is not null, false) as offered, coalesce(c.connected, false) as connected,
  (select min((w ->> 0)::float8) from jsonb_array_elements(j.windows) as w
    where (w ->> 1)::float8 > extract(epoch from now()) * 1000) as "windowAt",
  j.id is null and exists (select from job o where o.machine_id = m.id and o.finished_at is null) as busy`;

function rowOf(found: Found, rollout: RolloutFacts): MemberRow {
  const { id, hostname, simulated, status, role, jobId, attempt } = found;
  const { why, next, nextAt } = explainMember(found, rollout);
  return {
    machine: { id, hostname, simulated, status: status as MemberRow['machine']['status'], role },
    wave: found.wave,
    late: found.late,
    reason: reasonText(found.reason),
    excluded: found.excluded === null ? null : excludedText(found.excluded),
    group: found.group,
    attempt: jobId === null ? null : attempt,
    jobId,
    state: found.shown,
    acknowledged: found.acknowledged,
    why,
    next,
    nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
  };
}

/** Null: it can't be judged, and its machines are told of without what the engine makes of them. */
async function judgedStanding({ tx }: Call, rollout: StoredRollout): Promise<RolloutStanding | null> {
  try {
    return await readStanding(queryableOf(tx), rollout);
  } catch (error) {
    if (isUnjudgeable(error)) return null;
    throw error;
  }
}

/** What the sentences about members are made from; the same not-found for foreign and absent ones. */
async function factsOf(call: Call, id: string): Promise<RolloutFacts | null> {
  const visible = await call.tx.rollout.findFirst({
    where: { id, ...inScopes(call.scopes) },
    select: { id: true },
  });
  if (visible === null) throw new NotFoundError('rollout');
  const rollout = await readPlannedRollout(queryableOf(call.tx), id);
  if (rollout === null) return null;
  const standing = await judgedStanding(call, rollout);
  const nowMs = rollout.now.getTime();
  return {
    state: rollout.state,
    brake: rollout.brake,
    frozenUntil: rollout.frozenUntil?.getTime() ?? null,
    endAt: standing?.endAt ?? null,
    holds: standing === null ? [] : advance(standing, nowMs).holds.map((hold) => holdText(hold, utcText)),
    waves: rollout.waves.map(({ openedAt, patienceSeconds }, number) => ({
      openedAt: openedAt?.getTime() ?? null,
      patienceSeconds,
      plannedAt: standing === null ? null : plannedAt(standing, number, nowMs),
    })),
  };
}

/** The machines of a rollout with waves, by name and keyset, each with why it is not done. The total is exact. */
export const listMembers = defineQuery('rollout.members', async (call, { id, filter, cursor, limit }) => {
  const { tx, context } = call;
  const { cursorSecret } = context.ports.keys;
  const rollout = await factsOf(call, id);
  if (rollout === null) return { rows: [], nextCursor: null, total: 0 };
  const list = `rollout.members ${canonicalText({ id, filter })}`;
  const place = cursor ? decodeCursor(cursorSecret, list, cursor) : null;
  const matching = memberConditions(id, filter);
  const beyond =
    place === null
      ? []
      : [sql`(${NAME}, m.id) > (${String(place[0])}::text collate "C", ${String(place[1])}::uuid)`];
  const found = await tx.$queryRaw<Found[]>(sql`
    select ${COLUMNS}
    from ${MEMBER_SOURCE}
    left join job j on j.id = s.job_id
    left join machine_contact c on c.machine_id = m.id
    left join machine_facts f on f.machine_id = m.id
    where ${joinSql([...matching, ...beyond], ' and ')}
    order by ${NAME}, m.id
    limit ${limit + 1}`);
  const [{ total }] = await tx.$queryRaw<[{ total: number }]>(sql`
    select count(*)::int as total from ${MEMBER_SOURCE} where ${joinSql(matching, ' and ')}`);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((one) => rowOf(one, rollout)),
    nextCursor: found.length > limit && last ? encodeCursor(cursorSecret, list, [last.name, last.id]) : null,
    total,
  };
});
