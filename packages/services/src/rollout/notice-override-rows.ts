import { type Sql, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import type { NoticeOverrideCounts } from '../views';
import { findMemberIds } from './member-source';
import type { NudgeSelection } from './nudge-stand';
import { putOff } from './put-off';

/** One machine of a rollout and what an override of its notice would come to. */
export interface NoticeOverrideRow {
  machineId: string;
  hostname: string;
  jobId: string | null;
  stand: keyof NoticeOverrideCounts;
  connected: boolean;
}

const standOf = (now: Date): Sql => sql`case
    when j.id is null or j.finished_at is not null or j.go_granted_at is not null or j.cancel_requested_at is not null
      or j.asks = 'none' or m.status <> 'active' or m.enrolment_id <> j.enrolment_id then 'over'
    when notice_override_of(j.id, ${now}) is not null or exists (
      select from notice_override_job oj join notice_override o on o.id = oj.override_id
      where oj.job_id = j.id and oj.refusal is null and notice_override_lasts(o.granted_at, ${now})) then 'already'
    when j.state = 'deferred' or ${putOff(now)} then 'putOff'
    when j.state = 'notifying' then 'asked'
    when j.state in ('requested', 'offered') or j.state = 'queued' and j.status_version = 0 then 'notYet'
    else 'over'
  end`;

/**
 * What an override would come to on each machine now: on those whose job is made, since it spreads to no wave that opens later
 * and to no other attempt. The rollout was found in the caller's scopes before.
 */
export async function noticeOverrideRows(
  call: Call,
  rolloutId: string,
  { filter, machineIds }: NudgeSelection,
): Promise<NoticeOverrideRow[]> {
  const chosen = machineIds ?? (filter === undefined ? null : await findMemberIds(call, rolloutId, filter));
  return call.tx.$queryRaw<NoticeOverrideRow[]>(sql`
    with newest as (
      select distinct on (machine_id) machine_id, id, enrolment_id, state, status_version, finished_at, go_granted_at,
        cancel_requested_at, notice #>> '{policy,kind}' as asks
      from job where rollout_id = ${rolloutId}::uuid order by machine_id, attempt desc
    )
    select m.id as "machineId", m.hostname, j.id as "jobId", ${standOf(call.now)} as stand, coalesce(c.connected, false) as connected
    from newest j
    join machine m on m.id = j.machine_id
    left join machine_contact c on c.machine_id = m.id
    where ${chosen === null ? sql`true` : sql`m.id = any(${[...chosen]}::uuid[])`}
    order by m.id`);
}

/** Those whose people would be passed over. */
export const passedOver = (rows: readonly NoticeOverrideRow[]): NoticeOverrideRow[] =>
  rows.filter(({ stand }) => stand !== 'over' && stand !== 'already');

export function countOverride(rows: readonly NoticeOverrideRow[]): NoticeOverrideCounts {
  const counts: NoticeOverrideCounts = { putOff: 0, asked: 0, notYet: 0, already: 0, over: 0 };
  for (const { stand } of rows) counts[stand] += 1;
  return counts;
}
