-- A number of a day leads to the machines that it is of, as the past tells them. Some tell of a day when it is over, and some are
-- deleted since: such a day is counted anew, so that number and list are one.

-- CreateTable
CREATE TABLE "fleet_day_touched" (
    "id" BIGSERIAL NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fleet_day_touched_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fleet_day_due" (
    "day" DATE NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fleet_day_due_pkey" PRIMARY KEY ("day")
);

-- Nobody's but the functions' below.
alter table fleet_day_touched enable row level security;
alter table fleet_day_due enable row level security;

-- ---------------------------------------------------------------- what touches days that are over

-- Whatever says something of a day noted that it does, in its own transaction and in a row of its own: nobody waits for anybody.
-- In the last minutes of a day everything does: what is written then may be seen only after the day was counted.
create function note_late_reports() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into public.fleet_day_touched (since)
  select min(t.since) from told t
  where t.since < date_trunc('day', (now() + interval '5 minutes') at time zone 'UTC') at time zone 'UTC'
  having min(t.since) is not null;
  return null;
end
$$;
create trigger late_reports_noted after insert on machine_past
  referencing new table as told for each statement execute function note_late_reports();

-- What a machine was counts where it is now, and nowhere when it is deleted.
create function touch_days_of_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into public.fleet_day_touched (since)
  select min(h.since) from public.machine_status_history h where h.machine_id = old.id having min(h.since) is not null;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
-- Before: its history goes with it.
create trigger days_touched before delete on machine for each row execute function touch_days_of_machine();
create trigger days_touched_by_scope before update of scope_id on machine
  for each row when (old.scope_id is distinct from new.scope_id) execute function touch_days_of_machine();

-- ---------------------------------------------------------------- counting

-- Which days that are over and on record have to be counted anew: all from the earliest that was touched.
create function note_touched_days() returns void
  language sql security definer set search_path = pg_catalog, public
as $$
  with today as (select (now() at time zone 'UTC')::date as day),
  taken as (
    delete from public.fleet_day_touched t using today where t.since < today.day::timestamp at time zone 'UTC' returning t.since
  )
  insert into public.fleet_day_due (day, due_at)
  select distinct d.day, now() from public.fleet_day d, today
  where d.facet = 'all' and d.word = 'any' and d.day < today.day
    and d.day >= (select (min(since) at time zone 'UTC')::date from taken)
  on conflict (day) do nothing
$$;

-- What the numbers of a day are: of today as they are now; of an earlier one as they were at its end, unless they are on record and
-- nothing touched them since. The day before is counted at its end when the first numbers of a new one are: its last ones were
-- some seconds older.
create or replace function note_fleet_day(of_day date) returns void
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  today constant date := (now() at time zone 'UTC')::date;
  at constant timestamptz := case when of_day < today then (of_day + 1)::timestamp at time zone 'UTC' - interval '1 millisecond' end;
  on_record boolean;
begin
  -- Two engines write one after the other.
  perform pg_advisory_xact_lock(hashtext('teredo-fleet fleet day'));
  on_record := exists (select from public.fleet_day d where d.day = of_day);
  if of_day < today then
    delete from public.fleet_day_due d where d.day = of_day;
    if on_record and not found then return; end if;
  elsif not on_record then
    insert into public.fleet_day_due (day, due_at) select max(d.day), now() from public.fleet_day d where d.day < today having max(d.day) is not null
    on conflict (day) do nothing;
  end if;
  delete from public.fleet_day d where d.day = of_day or d.counted_at < retention_cutoff('observations', 1);
  insert into public.fleet_day (day, scope_id, facet, word, machines, counted_at)
  select of_day, n.scope_id, n.facet, n.word, n.machines, coalesce(at, now()) from fleet_numbers(at) n
  -- That there were none is a number, too.
  union all
  select of_day, s.id, 'all', 'any', 0, coalesce(at, now()) from public.scope s;
end
$$;

-- The day that has to be counted: the newest without numbers since there are machines, of the last ninety; else the one that has
-- waited longest to be counted anew; null: none.
create or replace function missed_fleet_day() returns date
  language sql volatile security definer set search_path = pg_catalog, public
as $$
  select public.note_touched_days();
  delete from public.fleet_day_due d where not exists (select from public.fleet_day f where f.day = d.day);
  select coalesce((
    select max(d.day)::date
    from (select min(since) as at from public.machine_status_history) as first cross join lateral generate_series(
      greatest((first.at at time zone 'UTC')::date, (now() at time zone 'UTC')::date - 90,
        (retention_cutoff('observations', 1) at time zone 'UTC')::date + 1),
      (now() at time zone 'UTC')::date - 1, interval '1 day'
    ) as d (day)
    where first.at is not null and not exists (select from public.fleet_day f where f.day = d.day::date)
  ), (select d.day from public.fleet_day_due d order by d.due_at, d.day desc limit 1))
$$;

revoke execute on function note_late_reports(), touch_days_of_machine(), note_touched_days() from public;

-- ---------------------------------------------------------------- what is there already

insert into fleet_day_due (day, due_at)
select distinct day, now() from fleet_day where day < (now() at time zone 'UTC')::date;
