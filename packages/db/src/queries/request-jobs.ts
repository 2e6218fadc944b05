import type { Queryable } from '../client/queryable';

/** A machine whose turn it is and whose attempt has no job yet. */
export interface DueMember {
  machineId: string;
  /** As its agent told it. */
  timeZone: string | null;
}

const DUE = `
select m.machine_id as "machineId", mc.time_zone as "timeZone"
from rollout r
join rollout_member m on m.rollout_id = r.id
left join rollout_wave w on w.rollout_id = r.id and w.number = m.wave
join machine mc on mc.id = m.machine_id and mc.status = 'active'
where r.id = $1 and r.state = 'running' and m.excluded is null
  and (w.opened_at is not null or m.wave is null and not exists (
    select from rollout_wave shut where shut.rollout_id = r.id and shut.opened_at is null))
  and not exists (
    select from job j where j.rollout_id = r.id and j.machine_id = m.machine_id and j.attempt = m.attempt)
  and not exists (select from job o where o.machine_id = m.machine_id and o.finished_at is null)
order by m.wave, m.machine_id limit $2
for no key update of mc skip locked`;

/**
 * Machines whose wave is open, or every wave where they are of the late pool alone, and whose attempt has no job, at most
 * `limit`, locked for the length of the caller's transaction. A machine with another change open waits for its end; one that is not active waits until it is.
 */
export async function dueMembers(db: Queryable, rolloutId: string, limit: number): Promise<DueMember[]> {
  const { rows } = await db.query<DueMember>(DUE, [rolloutId, limit]);
  return rows;
}

/** What the jobs of a rollout say; `machines` are due members that the caller holds. Times are milliseconds since 1970. */
export interface JobRequest {
  rolloutId: string;
  notice: unknown;
  witnesses: unknown;
  contactWindowSeconds: number;
  verify: unknown;
  notBefore: number;
  notAfter: number;
  machines: readonly { machineId: string; work: unknown; windows: unknown }[];
}

const REQUEST = `
with due as (
  select m.rollout_id, m.machine_id, m.attempt, mc.scope_id, mc.enrolment_id, o.work::jsonb as work, o.windows::jsonb as windows
  from unnest($2::uuid[], $3::text[], $4::text[]) as o (machine_id, work, windows)
  join rollout_member m on m.rollout_id = $1 and m.machine_id = o.machine_id
  join machine mc on mc.id = m.machine_id
),
numbered as (
  update machine mc set last_sequence = greatest(mc.last_sequence, mc.agent_sequence) + 1
  from due where mc.id = due.machine_id
  returning mc.id, mc.last_sequence
),
made as (
  insert into job (rollout_id, machine_id, scope_id, enrolment_id, attempt, sequence, work, notice, windows, witnesses,
    contact_window_seconds, verify, not_before, not_after, state, wanted_before)
  select due.rollout_id, due.machine_id, due.scope_id, due.enrolment_id, due.attempt, numbered.last_sequence, due.work,
    $5::jsonb, due.windows, $6::jsonb, $7, $8::jsonb, $9::timestamptz, $10::timestamptz, 'requested',
    (select jsonb_build_object('desired', d.desired, 'rolloutId', d.rollout_id)
     from machine_desired d where d.machine_id = due.machine_id)
  from due join numbered on numbered.id = due.machine_id
  order by due.machine_id
  returning id, rollout_id, scope_id, machine_id, work
),
wished as (
  insert into machine_desired (machine_id, scope_id, desired, rollout_id, set_at)
  select machine_id, scope_id, work -> 'desired', rollout_id, now() from made where work ->> 'kind' = 'apply'
  on conflict (machine_id) do update
    set desired = excluded.desired, rollout_id = excluded.rollout_id, set_at = excluded.set_at
),
event as (
  insert into job_event (job_id, scope_id, version, state, source, at)
  select id, scope_id, 0, 'requested', 'server', now() from made
)
select machine_id as "machineId" from made`;

/** Makes the jobs of these members, and with them the wishes. Returns the machines. */
export async function requestJobs(db: Queryable, request: JobRequest): Promise<string[]> {
  const { machines, notBefore, notAfter } = request;
  const { rows } = await db.query<{ machineId: string }>(REQUEST, [
    request.rolloutId,
    machines.map(({ machineId }) => machineId),
    machines.map(({ work }) => JSON.stringify(work)),
    machines.map(({ windows }) => JSON.stringify(windows)),
    JSON.stringify(request.notice),
    JSON.stringify(request.witnesses),
    request.contactWindowSeconds,
    JSON.stringify(request.verify),
    new Date(notBefore),
    new Date(notAfter),
  ]);
  return rows.map(({ machineId }) => machineId);
}
