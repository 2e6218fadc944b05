-- The numbers of a rollout's notice read each job once: looked up beside the view, 100,000 jobs were read five times.
create or replace view member_standing with (security_invoker = true) as
select m.rollout_id, m.machine_id, m.scope_id, m.wave, m.reason, m.excluded, m.late_at, m.attempt,
  j.id as job_id,
  -- Null: no job was made yet. Who is quarantined before that takes no job.
  case when j.id is null and mc.status = 'quarantined' then 'quarantined' else j.state end as state,
  -- It may still be asked, or begin.
  case when j.id is null then mc.status <> 'quarantined'
    else j.finished_at is null and j.go_granted_at is null and j.state not in ('running', 'verifying', 'lost-contact') end as waiting,
  -- It began and has not ended.
  coalesce(j.finished_at is null
    and (j.go_granted_at is not null or j.state in ('running', 'verifying', 'lost-contact')), false) as begun,
  -- Somebody acknowledged the failure of this very attempt.
  j.id is not null and coalesce(m.acknowledged_attempt = m.attempt, false) as acknowledged,
  -- Out of contact, and its agent may still say how it went.
  coalesce(j.state = 'lost-contact' and coalesce(j.until, j.not_after) > now(), false) as provisional,
  -- Not heard of since its wave opened.
  coalesce(coalesce(c.last_seen_at, '-infinity') < w.opened_at, false) as unreached,
  -- How far the job of the attempt that counts came.
  j.offered_at, j.finished_at, coalesce(j.status_version > 0, false) as reported
from rollout_member m
join machine mc on mc.id = m.machine_id
left join rollout_wave w on w.rollout_id = m.rollout_id and w.number = m.wave
left join machine_contact c on c.machine_id = m.machine_id
left join job j on j.rollout_id = m.rollout_id and j.machine_id = m.machine_id and j.attempt = m.attempt;
