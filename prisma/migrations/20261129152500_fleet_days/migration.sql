-- What the fleet was day by day, kept so that a page counts nothing; and when somebody looked at it last.

-- AlterTable
alter table machine_facts add column nat text generated always as (coalesce(
  nullif(observation -> 'effective' ->> 'nat', 'unknown'), observation -> 'reachability' -> 'probe' ->> 'nat', 'unknown')) stored;

-- CreateTable
CREATE TABLE "fleet_day" (
    "day" DATE NOT NULL,
    "scope_id" UUID NOT NULL,
    "facet" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "machines" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fleet_day_pkey" PRIMARY KEY ("day","scope_id","facet","word")
);

-- CreateTable
CREATE TABLE "overview_visit" (
    "user_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "previous_at" TIMESTAMPTZ(3),
    "seen_findings" JSONB NOT NULL,
    "previous_findings" JSONB,

    CONSTRAINT "overview_visit_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "overview_visit" ADD CONSTRAINT "overview_visit_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- numbers

-- What machines were at an instant, by scope: each facet with its words. Now from the newest facts; of an instant that is past from
-- machine_past, which has neither NAT nor server, of machines that there are today.
create function fleet_numbers(at timestamptz) returns table (scope_id uuid, facet text, word text, machines integer)
  language sql stable security definer set search_path = pg_catalog, public
as $$
  with known as (
    select m.scope_id, f.machine_id, f.configured_type, f.effective_state, f.reachable, f.os_name, f.nat,
      case when f.machine_id is not null then coalesce(t.server, 'none') end as server
    from public.machine m left join public.machine_facts f on f.machine_id = m.id
      left join public.machine_teredo_server t on t.machine_id = m.id
    where at is null and m.status = 'active'
    union all
    select m.scope_id, p.machine_id, p.configured_type, p.effective_state, p.reachable, p.os_name, null, null
    from public.machine m left join lateral (
      select * from public.machine_past p where p.machine_id = m.id and p.since <= at order by p.since desc limit 1
    ) as p on true
    where at is not null and m.enrolled_at <= at and (m.status = 'active' or m.retired_at > at)
  )
  select k.scope_id, v.facet, v.word, count(*)::integer
  from known k cross join lateral (values
    ('all', case when k.machine_id is null then 'unseen' else 'seen' end),
    ('configured', k.configured_type),
    ('effective', k.effective_state),
    ('reachable', k.reachable),
    ('turned', case when k.configured_type in ('disabled', 'unknown') then k.configured_type else 'on:' || k.reachable end),
    ('nat', k.nat),
    ('server', k.server),
    ('os', k.os_name)
  ) as v (facet, word)
  where v.word is not null
  group by 1, 2, 3
$$;

-- What the numbers of a day are: of today as they are now (the last ones stand for it), of an earlier one as they were at its end,
-- unless they are on record. Measured at 100,000 machines on two shared cores: see docs/bench.
create function note_fleet_day(of_day date) returns void
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  today constant date := (now() at time zone 'UTC')::date;
  at constant timestamptz := case when of_day < today then (of_day + 1)::timestamp at time zone 'UTC' - interval '1 millisecond' end;
begin
  -- Two engines write one after the other.
  perform pg_advisory_xact_lock(hashtext('teredo-fleet fleet day'));
  if of_day < today and exists (select from public.fleet_day d where d.day = of_day) then return; end if;
  delete from public.fleet_day d where d.day = of_day or d.counted_at < retention_cutoff('observations', 1);
  insert into public.fleet_day (day, scope_id, facet, word, machines, counted_at)
  select of_day, n.scope_id, n.facet, n.word, n.machines, coalesce(at, now()) from fleet_numbers(at) n
  -- That there were none is a number, too.
  union all
  select of_day, s.id, 'all', 'any', 0, coalesce(at, now()) from public.scope s;
end
$$;

-- The newest day without numbers since there are machines, of the last ninety; null: none is missing.
create function missed_fleet_day() returns date
  language sql stable security definer set search_path = pg_catalog, public
as $$
  select max(d.day)::date
  from generate_series(
    greatest((select min(enrolled_at) at time zone 'UTC' from public.machine)::date, (now() at time zone 'UTC')::date - 90,
      (retention_cutoff('observations', 1) at time zone 'UTC')::date + 1),
    (now() at time zone 'UTC')::date - 1, interval '1 day'
  ) as d (day)
  where not exists (select from public.fleet_day f where f.day = d.day::date)
$$;

revoke execute on function fleet_numbers(timestamptz), note_fleet_day(date), missed_fleet_day() from public;
grant execute on function note_fleet_day(date), missed_fleet_day() to teredo_fleet_engine;

-- ---------------------------------------------------------------- which rows each may see, and rights

alter table fleet_day enable row level security;
create policy web on fleet_day for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
grant select on fleet_day to teredo_fleet_web;

-- One's own alone.
alter table overview_visit enable row level security;
create policy web on overview_visit for all to teredo_fleet_web
  using (user_id = (select current_setting('teredo.user', true)))
  with check (user_id = (select current_setting('teredo.user', true)));
grant select, insert, update on overview_visit to teredo_fleet_web;
