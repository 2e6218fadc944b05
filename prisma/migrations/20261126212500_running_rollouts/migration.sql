-- AlterTable
ALTER TABLE "rollout_wave" ADD COLUMN     "override_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "override_asked_by_id" TEXT;

-- AlterTable
ALTER TABLE "rollout_member" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "rollout_freeze" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rollout_freeze_pkey" PRIMARY KEY ("id")
);

-- ---------------------------------------------------------------- values

update rollout_member m set attempt = newest.attempt
from (select rollout_id, machine_id, max(attempt) as attempt from job group by 1, 2) newest
where newest.rollout_id = m.rollout_id and newest.machine_id = m.machine_id;

alter table rollout_member
  add constraint rollout_member_newest check (attempt >= 1),
  add constraint rollout_member_acknowledged check (acknowledged_attempt <= attempt);
alter table rollout_wave
  add constraint rollout_wave_override check (num_nulls(override_asked_by_id, override_asked_at) in (0, 2));
alter table rollout_freeze add constraint rollout_freeze_order check (from_at < until_at);

-- What limits of starts look at.
create index job_going_by_rollout on job (rollout_id) where finished_at is null and go_granted_at is not null;
create index job_begun_by_rollout on job (rollout_id, go_granted_at) where go_granted_at is not null;

-- ---------------------------------------------------------------- which rows each may see

-- Everybody's work is held by it, so everybody sees it; who is limited to some scopes adds nothing.
alter table rollout_freeze enable row level security;
create policy server on rollout_freeze for select
  to teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer using (true);
create policy web_read on rollout_freeze for select to teredo_fleet_web using (true);
create policy web_insert on rollout_freeze for insert to teredo_fleet_web with check ((select teredo_all_scopes()));
create policy web_delete on rollout_freeze for delete to teredo_fleet_web using ((select teredo_all_scopes()));

-- ---------------------------------------------------------------- rights

grant select on rollout_freeze to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine;
grant insert, delete on rollout_freeze to teredo_fleet_web;
grant update (override_asked_by_id, override_asked_at) on rollout_wave to teredo_fleet_web;
grant update (attempt) on rollout_member to teredo_fleet_web, teredo_fleet_engine;
-- gateway: whether a machine's wave is open decides about its start.
grant select on rollout_wave, rollout_member to teredo_fleet_gateway;
-- engine: which attempt it makes.
grant insert (attempt) on job to teredo_fleet_engine;

-- ---------------------------------------------------------------- how members stand

-- The facts that gates, screens and verbs judge a member by, from the job of the attempt that counts.
create view member_standing with (security_invoker = true) as
select m.rollout_id, m.machine_id, m.scope_id, m.wave, m.reason, m.excluded, m.late_at, m.attempt,
  j.id as job_id,
  -- Null: no job was made yet. Who is quarantined before that takes no job.
  case when j.id is null and mc.status = 'quarantined' then 'quarantined' else j.state end as state,
  -- It may still be asked, or begin.
  case when j.id is null then mc.status <> 'quarantined' else j.finished_at is null and j.go_granted_at is null end as waiting,
  -- It was let begin and has not ended.
  coalesce(j.go_granted_at is not null and j.finished_at is null, false) as begun,
  -- Somebody acknowledged the failure of this very attempt.
  j.id is not null and coalesce(m.acknowledged_attempt = m.attempt, false) as acknowledged,
  -- Out of contact, and its agent may still say how it went.
  coalesce(j.state = 'lost-contact' and coalesce(j.until, j.not_after) > now(), false) as provisional,
  -- Not heard of since its wave opened.
  coalesce(coalesce(c.last_seen_at, '-infinity') < w.opened_at, false) as unreached
from rollout_member m
join machine mc on mc.id = m.machine_id
left join rollout_wave w on w.rollout_id = m.rollout_id and w.number = m.wave
left join machine_contact c on c.machine_id = m.machine_id
left join job j on j.rollout_id = m.rollout_id and j.machine_id = m.machine_id and j.attempt = m.attempt;

grant select on member_standing to teredo_fleet_web, teredo_fleet_engine;

-- ---------------------------------------------------------------- what holds a start

/*
 * Why a job may not begin now, by the name of the hold; null: nothing that its rollout knows. Volatile, so that each query
 * in it sees what is committed by then: an update that locks brake and rollout before it asks sees every freeze and every
 * start that came before its own. Starts of a rollout with limits queue for one lock, which their transaction keeps. Those
 * that are held are told to ask again so that together they ask some fifty times a second, however many they are.
 */
create function hold_start(rollout_id uuid, job_id uuid, out hold text, out retry_seconds float8)
  language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  asked record;
  waiting int;
  oldest timestamptz;
begin
  select r.kind, j.machine_id, (r.plan #>> '{limits,atOnce}')::int as at_once, (r.plan #>> '{limits,perMinute}')::int as per_minute,
    exists (select from public.rollout_wave w where w.rollout_id = r.id) as planned
    into asked from public.rollout r join public.job j on j.id = hold_start.job_id and j.rollout_id = r.id
    where r.id = hold_start.rollout_id;
  if asked.kind <> 'rollback' then
    select extract(epoch from max(f.until_at) - clock_timestamp()) into retry_seconds from public.rollout_freeze f
      where f.from_at <= clock_timestamp() and f.until_at > clock_timestamp();
    if retry_seconds is not null then
      hold := 'frozen';
      return;
    end if;
  end if;
  if asked.planned then
    select case when m.excluded is not null then 'excluded' when m.wave is not null and w.opened_at is null then 'wave-closed' end
      into hold from public.rollout_member m
      left join public.rollout_wave w on w.rollout_id = m.rollout_id and w.number = m.wave
      where m.rollout_id = hold_start.rollout_id and m.machine_id = asked.machine_id;
    if not found then hold := 'excluded'; end if;
    if hold is not null then
      retry_seconds := 30;
      return;
    end if;
  end if;
  if asked.at_once is null and asked.per_minute is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('teredo-fleet starts of ' || hold_start.rollout_id, 0));
  if asked.at_once is not null and asked.at_once <= (
    select count(*) from public.job j
    where j.rollout_id = hold_start.rollout_id and j.id <> hold_start.job_id
      and j.finished_at is null and j.go_granted_at is not null and j.state <> 'lost-contact'
  ) then
    hold := 'at-once';
    retry_seconds := 15;
  elsif asked.per_minute is not null then
    -- The start that has to be a minute old before the next: as many as are allowed came at it or after it.
    select j.go_granted_at into oldest from public.job j
      where j.rollout_id = hold_start.rollout_id and j.id <> hold_start.job_id
        and j.go_granted_at > clock_timestamp() - interval '60 seconds'
      order by j.go_granted_at desc offset asked.per_minute - 1 limit 1;
    if oldest is not null then
      hold := 'rate-limit';
      retry_seconds := extract(epoch from oldest + interval '60 seconds' - clock_timestamp());
    end if;
  end if;
  if hold is null then return; end if;
  select count(*) into waiting from (
    select from public.job j
    where j.rollout_id = hold_start.rollout_id and j.finished_at is null and j.go_granted_at is null limit 10000
  ) as others;
  retry_seconds := retry_seconds + random() * least(300, waiting / 50.0);
end
$$;
revoke execute on function hold_start(uuid, uuid) from public;
grant execute on function hold_start(uuid, uuid) to teredo_fleet_gateway;
