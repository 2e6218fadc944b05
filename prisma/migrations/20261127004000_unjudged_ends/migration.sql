-- AlterTable
ALTER TABLE "rollout" ADD COLUMN     "any_end_counts" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "unjudged_end" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "rollout_id" UUID NOT NULL,
    "bad" BOOLEAN NOT NULL,

    CONSTRAINT "unjudged_end_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "unjudged_end_rollout_id_idx" ON "unjudged_end"("rollout_id");

-- ---------------------------------------------------------------- which rows each may see

alter table unjudged_end enable row level security;
create policy engine on unjudged_end for all to teredo_fleet_engine using (true);
create policy gateway on unjudged_end for select to teredo_fleet_gateway using (true);

-- ---------------------------------------------------------------- rights

-- Nobody writes an end down but the trigger; the engine takes away what it judged.
grant select, delete on unjudged_end to teredo_fleet_engine;
grant select on unjudged_end to teredo_fleet_gateway;
grant update (any_end_counts) on rollout to teredo_fleet_engine;

-- ---------------------------------------------------------------- ends are written down

/*
 * Whoever ends a job of a rollout with waves, or loses its machine, leaves word for the engine in the same transaction.
 * A row of its own, so that reports queue neither for each other nor for the rollout's row. The states are those of rule
 * R3 of packages/rollout.
 */
create function note_job_end() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  is_bad boolean := new.state in ('failed', 'verify-failed', 'timed-out', 'lost-contact', 'reverted');
  any_counts boolean;
begin
  select r.any_end_counts into any_counts from public.rollout r
    where r.id = new.rollout_id and r.state in ('running', 'paused')
      and exists (select from public.rollout_wave w where w.rollout_id = r.id);
  if not found then return null; end if;
  insert into public.unjudged_end (rollout_id, bad) values (new.rollout_id, is_bad);
  if is_bad or any_counts then perform pg_notify('teredo_wake', 'engine'); end if;
  return null;
end
$$;
revoke execute on function note_job_end() from public;
create trigger job_end_noted after update of state on job for each row
  when (new.state is distinct from old.state and (new.finished_at is not null or new.state = 'lost-contact'))
  execute function note_job_end();

-- ---------------------------------------------------------------- what holds a start

-- As before, and not while something bad waits for the engine's judgement.
create or replace function hold_start(rollout_id uuid, job_id uuid, out hold text, out retry_seconds float8)
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
    -- In one query with what it depends on: the engine writes both in one transaction.
    if exists (
      select from public.unjudged_end u join public.rollout r on r.id = u.rollout_id
      where u.rollout_id = hold_start.rollout_id and (u.bad or r.any_end_counts)
    ) then
      hold := 'judging';
      retry_seconds := 1;
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
