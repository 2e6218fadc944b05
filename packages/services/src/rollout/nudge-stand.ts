import { type Sql, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import type { MemberFilter } from '../inputs/running-inputs';
import type { NudgeCounts } from '../views';
import { findMemberIds } from './member-source';
import { putOff } from './put-off';

/** A machine's people are bothered at most once in this time, however many admins ask. */
export const NUDGE_EVERY_SECONDS = 15 * 60;

/** Machines that a nudge is asked for: those named, those that match, or all. */
export interface NudgeSelection {
  filter?: MemberFilter | undefined;
  machineIds?: readonly string[] | undefined;
}

/** One machine of a rollout and what a nudge would come to on it. */
export interface NudgeRow {
  machineId: string;
  hostname: string;
  jobId: string | null;
  stand: keyof NudgeCounts;
  connected: boolean;
}

const TELLS = sql`j.finished_at is null and j.go_granted_at is null and j.cancel_requested_at is null and m.status = 'active'
    and m.enrolment_id = j.enrolment_id`;

const NOBODY = sql`(
    select r.answer from receipt r where r.job_id = j.id order by r.deferrals desc, r.id desc limit 1) = 'nobody-logged-on'`;

/** An agent that waits to show a notice again says until when; one whose notice is up says nothing of the kind. */
function standOf(now: Date): Sql {
  const lately = new Date(now.getTime() - NUDGE_EVERY_SECONDS * 1000);
  return sql`case
    when j.id is null or j.state in ('requested', 'queued', 'offered') and j.status_version = 0 then 'notYet'
    when not (${TELLS}) or j.state not in ('notifying', 'deferred') then 'over'
    when j.state = 'deferred' or ${putOff(now)} then 'putOff'
    when j.until is null and ${NOBODY} then 'nobody'
    when j.until is null then 'isUp'
    when exists (select from notice_nudge n where n.job_id = j.id and n.at > ${lately}) then 'lately'
    else 'nudged'
  end`;
}

/** What a nudge would come to on each machine now. The rollout was found in the caller's scopes before. */
export async function nudgeRows(
  call: Call,
  rolloutId: string,
  { filter, machineIds }: NudgeSelection,
): Promise<NudgeRow[]> {
  const chosen = machineIds ?? (filter === undefined ? null : await findMemberIds(call, rolloutId, filter));
  return call.tx.$queryRaw<NudgeRow[]>(sql`
    with asked as (
      select machine_id from rollout_member where rollout_id = ${rolloutId}::uuid and excluded is null
      union select machine_id from job where rollout_id = ${rolloutId}::uuid
    ),
    newest as (
      select distinct on (machine_id) machine_id, id, enrolment_id, state, status_version, until, finished_at, go_granted_at,
        cancel_requested_at
      from job where rollout_id = ${rolloutId}::uuid order by machine_id, attempt desc
    )
    select m.id as "machineId", m.hostname, j.id as "jobId", ${standOf(call.now)} as stand,
      coalesce(c.connected, false) as connected
    from asked a
    join machine m on m.id = a.machine_id
    left join newest j on j.machine_id = a.machine_id
    left join machine_contact c on c.machine_id = m.id
    where ${chosen === null ? sql`true` : sql`m.id = any(${[...chosen]}::uuid[])`}
    order by m.id`);
}

/** How many machines stand so, and how many of those that are nudged are told when they come back. */
export function countNudges(rows: readonly NudgeRow[]): { counts: NudgeCounts; away: number } {
  const counts: NudgeCounts = { nudged: 0, putOff: 0, isUp: 0, nobody: 0, lately: 0, notYet: 0, over: 0 };
  for (const { stand } of rows) counts[stand] += 1;
  return { counts, away: rows.filter(({ stand, connected }) => stand === 'nudged' && !connected).length };
}
