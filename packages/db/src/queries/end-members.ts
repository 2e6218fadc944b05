import type { Queryable } from '../client/queryable';
import { BEGUN_JOB_STATES_SQL } from '../sql/job-states';
import { withdrawWishes } from './withdraw-wishes';

/** Members of a rollout that are not to begin any more, and why. The caller holds the rollout's row. */
export interface MembersEnding {
  rolloutId: string;
  /** Null: all of them. */
  machineIds: readonly string[] | null;
  /** Whether those that were asked are left out too; else their cancelled job is their outcome. */
  excludeAsked: boolean;
  /** What those are left with that are left out. */
  excluded: { kind: string; reason: string; by: string };
  /** What their open jobs say. */
  detail: string;
  at: Date;
}

export interface EndedMember {
  machineId: string;
  /** Null: it had not been asked. */
  jobId: string | null;
}

const CANCEL = `
with ended as (
  update job j set state = 'cancelled', detail = $3, finished_at = $4::timestamptz, cancel_requested_at = $4::timestamptz
  where j.rollout_id = $1::uuid and ($2::uuid[] is null or j.machine_id = any ($2::uuid[]))
    and j.finished_at is null and j.go_granted_at is null and j.state not in ${BEGUN_JOB_STATES_SQL}
  returning j.id, j.machine_id, j.scope_id, j.status_version
),
event as (
  insert into job_event (job_id, scope_id, version, state, detail, source, at)
  select id, scope_id, status_version, 'cancelled', $3, 'server', $4::timestamptz from ended
)
select machine_id as "machineId", id as "jobId" from ended`;

const EXCLUDE = `
update rollout_member m set
  excluded = case when m.attempt = 1 or m.machine_id = any ($3::uuid[]) then $4::jsonb end,
  attempt = case when m.attempt = 1 or m.machine_id = any ($3::uuid[]) then m.attempt else m.attempt - 1 end
where m.rollout_id = $1::uuid and m.excluded is null
  and (m.machine_id = any ($3::uuid[])
    or ($2::uuid[] is null or m.machine_id = any ($2::uuid[])) and not exists (
      select from job j where j.rollout_id = m.rollout_id and j.machine_id = m.machine_id and j.attempt = m.attempt))
returning m.machine_id as "machineId"`;

/**
 * Ends the jobs of these members that have not begun, with what they wished of their machines, and leaves alone those
 * that were not asked yet; one that was to be tried again and was not asked stays as its last attempt left it. What has
 * begun is not touched. Returns whom it ended.
 */
export async function endMembers(db: Queryable, ending: MembersEnding): Promise<EndedMember[]> {
  const { rolloutId, machineIds, excludeAsked, excluded, detail, at } = ending;
  const { rows: asked } = await db.query<{ machineId: string; jobId: string }>(CANCEL, [
    rolloutId,
    machineIds,
    detail,
    at,
  ]);
  await withdrawWishes(
    db,
    asked.map(({ jobId }) => jobId),
  );
  const cancelled = excludeAsked ? asked.map(({ machineId }) => machineId) : [];
  const { rows: left } = await db.query<{ machineId: string }>(EXCLUDE, [
    rolloutId,
    machineIds,
    cancelled,
    JSON.stringify(excluded),
  ]);
  const known = new Set(asked.map(({ machineId }) => machineId));
  return [
    ...asked,
    ...left.flatMap(({ machineId }) => (known.has(machineId) ? [] : [{ machineId, jobId: null }])),
  ];
}
