-- How many active machines each rule says what of, kept while things change: a page counts nothing. Until when a finding is waived
-- stands beside it, so that a waiver ends by the clock in every number, too. And what the numbers were, day by day.

-- DropIndex
DROP INDEX "machine_finding_by_verdict";

-- AlterTable
ALTER TABLE "machine_finding" ADD COLUMN     "waived_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "finding_count" (
    "scope_id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "waived_until" TIMESTAMPTZ(3) NOT NULL,
    "machines" INTEGER NOT NULL,

    CONSTRAINT "finding_count_pkey" PRIMARY KEY ("scope_id","rule_id","verdict","waived_until")
);

-- CreateTable
CREATE TABLE "finding_delta" (
    "id" BIGSERIAL NOT NULL,
    "scope_id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "waived_until" TIMESTAMPTZ(3) NOT NULL,
    "machines" INTEGER NOT NULL,

    CONSTRAINT "finding_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_day" (
    "scope_id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "verdict" TEXT NOT NULL,
    "machines" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_day_pkey" PRIMARY KEY ("rule_id","day","scope_id","verdict")
);

-- ---------------------------------------------------------------- indexes

-- Also in order of since when: the oldest and the newest of a verdict are its ends.
create index machine_finding_by_verdict on machine_finding (rule_id, verdict, since) include (machine_id, waived_until) where until is null;
create index machine_active on machine (scope_id) where status = 'active';

-- ---------------------------------------------------------------- who waits for whom

-- What a rule says of a machine, and what the machine is (its status, scope and labels) or what waivers there are, must not change
-- at the same moment without seeing each other. Verdicts are many and go together; the others are few and go alone.
create function share_verdicts() returns trigger
  language plpgsql set search_path = pg_catalog, public
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('teredo-fleet verdicts'));
  return null;
end
$$;
create function hold_verdicts() returns trigger
  language plpgsql set search_path = pg_catalog, public
as $$
begin
  perform pg_advisory_xact_lock(hashtext('teredo-fleet verdicts'));
  return new;
end
$$;

create trigger a_shared before insert or update on machine_finding for each statement execute function share_verdicts();
create trigger a_held before update of status, scope_id, labels on machine for each row
  when ((old.status, old.scope_id, old.labels) is distinct from (new.status, new.scope_id, new.labels))
  execute function hold_verdicts();
create trigger a_held before insert or update on waiver for each row execute function hold_verdicts();

-- ---------------------------------------------------------------- until when a finding is waived

-- The latest end of the waivers that are for this finding; null: none is. A waiver begins when it is granted, so that whatever is
-- waived is waived from now on until then.
create function finding_waived_until(machine uuid, rule text, version integer) returns timestamptz
  language sql stable security definer set search_path = pg_catalog, public
  begin atomic
    select max(w.expires_at) from waiver w join machine m on m.id = machine and m.scope_id = w.scope_id
      and (w.machine_id = m.id or w.label = any (m.labels))
    where w.rule_id = rule and w.rule_version = version and w.revoked_at is null;
  end;
revoke execute on function finding_waived_until(uuid, text, integer) from public;

create function waive_new_finding() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  new.waived_until := finding_waived_until(new.machine_id, new.rule_id, new.rule_version);
  return new;
end
$$;
create trigger waived before insert on machine_finding for each row when (new.verdict = 'finding' and new.until is null)
  execute function waive_new_finding();

-- A grant, a revocation, and its effect on those that it is for: 50,000 machines take about two seconds.
create function waive_findings() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  if tg_op = 'INSERT' then
    with hit as (
      select m.id from public.machine m where m.scope_id = new.scope_id and m.id = new.machine_id
      union all
      select m.id from public.machine m where new.label is not null and m.scope_id = new.scope_id and m.labels @> array[new.label]
    )
    update public.machine_finding v set waived_until = greatest(v.waived_until, new.expires_at)
    from hit h
    where v.machine_id = h.id and v.until is null and v.verdict = 'finding' and v.rule_id = new.rule_id and v.rule_version = new.rule_version
      and (v.waived_until is null or v.waived_until < new.expires_at);
  elsif new.revoked_at is distinct from old.revoked_at then
    with hit as materialized (
      select m.id, m.labels from public.machine m where m.scope_id = new.scope_id and m.id = new.machine_id
      union all
      select m.id, m.labels from public.machine m
      where new.label is not null and m.scope_id = new.scope_id and m.labels @> array[new.label]
    ),
    others as materialized (
      select w.machine_id, w.label, w.expires_at from public.waiver w
      where w.rule_id = new.rule_id and w.rule_version = new.rule_version and w.scope_id = new.scope_id and w.revoked_at is null
    ),
    ends as (
      select h.id, max(o.expires_at) as until
      from hit h left join (
        select h.id, o.expires_at from hit h join others o on o.machine_id = h.id
        union all select h.id, o.expires_at from hit h cross join unnest(h.labels) as l (label) join others o on o.label = l.label
      ) as o on o.id = h.id
      group by h.id
    )
    update public.machine_finding v set waived_until = e.until from ends e
    where v.machine_id = e.id and v.until is null and v.verdict = 'finding' and v.rule_id = new.rule_id
      and v.rule_version = new.rule_version and v.waived_until is distinct from e.until;
  end if;
  return null;
end
$$;
create trigger findings after insert or update on waiver for each row execute function waive_findings();

-- ---------------------------------------------------------------- numbers

create function count_new_verdicts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
  select m.scope_id, a.rule_id, a.verdict, coalesce(a.waived_until, '-infinity'), count(*)
  from added a join public.machine m on m.id = a.machine_id
  where a.until is null and m.status = 'active'
  group by 1, 2, 3, 4;
  return null;
end
$$;
create trigger counted_new after insert on machine_finding referencing new table as added
  for each statement execute function count_new_verdicts();

create function count_changed_verdicts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
  select m.scope_id, c.rule_id, c.verdict, coalesce(c.waived_until, '-infinity'), sum(c.machines)
  from (
    select machine_id, rule_id, verdict, waived_until, -1 as machines from earlier where until is null
    union all
    select machine_id, rule_id, verdict, waived_until, 1 from later where until is null
  ) as c join public.machine m on m.id = c.machine_id
  where m.status = 'active'
  group by 1, 2, 3, 4 having sum(c.machines) <> 0;
  return null;
end
$$;
create trigger counted_changed after update on machine_finding referencing old table as earlier new table as later
  for each statement execute function count_changed_verdicts();

-- A machine that comes to be looked after or no longer is, or that is in another scope or has other labels than before.
create function count_changed_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  if (old.status, old.scope_id) is distinct from (new.status, new.scope_id) then
    insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
    select c.scope_id, v.rule_id, v.verdict, coalesce(v.waived_until, '-infinity'), c.machines
    from public.machine_finding v cross join (
      values (old.scope_id, old.status, -1), (new.scope_id, new.status, 1)
    ) as c (scope_id, status, machines)
    where v.machine_id = new.id and v.until is null and c.status = 'active';
  end if;
  if (old.scope_id, old.labels) is distinct from (new.scope_id, new.labels) then
    update public.machine_finding v set waived_until = finding_waived_until(v.machine_id, v.rule_id, v.rule_version)
    where v.machine_id = new.id and v.until is null and v.verdict = 'finding'
      and v.waived_until is distinct from finding_waived_until(v.machine_id, v.rule_id, v.rule_version);
  end if;
  return null;
end
$$;
create trigger findings after update of status, scope_id, labels on machine for each row
  when ((old.status, old.scope_id, old.labels) is distinct from (new.status, new.scope_id, new.labels))
  execute function count_changed_machine();

-- One that is deleted; its verdicts go after it.
create function uncount_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
  select old.scope_id, v.rule_id, v.verdict, coalesce(v.waived_until, '-infinity'), -1
  from public.machine_finding v where v.machine_id = old.id and v.until is null;
  return old;
end
$$;
create trigger uncounted before delete on machine for each row when (old.status = 'active') execute function uncount_machine();

-- ---------------------------------------------------------------- the engine's share

-- Writers append, this adds up: no row is waited for by many.
create function fold_finding_deltas(at_most integer, out folded integer)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  with taken as (
    delete from public.finding_delta d using (
      select id from public.finding_delta order by id limit at_most for update skip locked
    ) as due where d.id = due.id
    returning d.scope_id, d.rule_id, d.verdict, d.waived_until, d.machines
  ),
  added as (
    insert into public.finding_count as c (scope_id, rule_id, verdict, waived_until, machines)
    select scope_id, rule_id, verdict, waived_until, sum(machines) from taken group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (scope_id, rule_id, verdict, waived_until) do update set machines = c.machines + excluded.machines
  )
  select count(*) into folded from taken;
  delete from public.finding_count where machines = 0;
end
$$;

-- What the numbers of today are now; the last ones of a day stand for it.
create function note_finding_day() returns void
  language sql security definer set search_path = pg_catalog, public
as $$
  with numbers as (
    select scope_id, rule_id, case when waived_until > now() then 'waived' else verdict end as verdict, sum(machines)::integer as machines
    from (
      select scope_id, rule_id, verdict, waived_until, machines from public.finding_count
      union all select scope_id, rule_id, verdict, waived_until, machines from public.finding_delta
    ) as c
    group by 1, 2, 3 having sum(machines) <> 0
  ),
  gone as (
    delete from public.finding_day d where d.day = (now() at time zone 'UTC')::date and not exists (
      select from numbers n where (n.scope_id, n.rule_id, n.verdict) = (d.scope_id, d.rule_id, d.verdict)
    )
  )
  insert into public.finding_day as d (scope_id, rule_id, day, verdict, machines, counted_at)
  select scope_id, rule_id, (now() at time zone 'UTC')::date, verdict, machines, now() from numbers
  on conflict (rule_id, day, scope_id, verdict) do update set machines = excluded.machines, counted_at = excluded.counted_at
  where d.counted_at < excluded.counted_at
$$;

-- What the numbers are and what they should be, where the two differ, which they never should; after it they don't.
create function right_finding_counts() returns table (scope_id uuid, rule_id text, verdict text, counted bigint, are bigint)
  language sql security definer set search_path = pg_catalog, public
as $$
  with counted as (
    select c.scope_id, c.rule_id, c.verdict, c.waived_until, sum(c.machines) as machines
    from (
      select k.scope_id, k.rule_id, k.verdict, k.waived_until, k.machines from public.finding_count k
      union all select d.scope_id, d.rule_id, d.verdict, d.waived_until, d.machines from public.finding_delta d
    ) as c group by 1, 2, 3, 4
  ),
  really as (
    select m.scope_id, v.rule_id, v.verdict, coalesce(v.waived_until, '-infinity') as waived_until, count(*) as machines
    from public.machine_finding v join public.machine m on m.id = v.machine_id
    where v.until is null and m.status = 'active' group by 1, 2, 3, 4
  ),
  wrong as (
    select scope_id, rule_id, verdict, waived_until, coalesce(c.machines, 0) as counted, coalesce(r.machines, 0) as are
    from counted c full join really r using (scope_id, rule_id, verdict, waived_until)
    where coalesce(c.machines, 0) <> coalesce(r.machines, 0)
  ),
  righted as (
    insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
    select w.scope_id, w.rule_id, w.verdict, w.waived_until, w.are - w.counted from wrong w
  )
  select w.scope_id, w.rule_id, w.verdict, w.counted, w.are from wrong w
$$;

revoke execute on function fold_finding_deltas(integer), note_finding_day(), right_finding_counts() from public;
grant execute on function fold_finding_deltas(integer), note_finding_day(), right_finding_counts() to teredo_fleet_engine;

-- ---------------------------------------------------------------- what is there already

insert into finding_count (scope_id, rule_id, verdict, waived_until, machines)
select m.scope_id, v.rule_id, v.verdict, '-infinity', count(*)
from machine_finding v join machine m on m.id = v.machine_id
where v.until is null and m.status = 'active' group by 1, 2, 3;

update machine_finding v set waived_until = finding_waived_until(v.machine_id, v.rule_id, v.rule_version)
where v.until is null and v.verdict = 'finding' and exists (select from waiver w where w.rule_id = v.rule_id);

-- ---------------------------------------------------------------- how long

-- The numbers of a day are kept as long as the verdicts that they count.
create or replace function prune_observations(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  cutoff := retention_cutoff('observations', 1);
  with due as (
    select h.id from public.observation_history h
    where h.id < uuidv7_floor(cutoff) and exists (
      select from public.observation_history n
      where n.machine_id = h.machine_id and n.received_at > h.received_at and n.received_at <= cutoff
    )
    order by h.id limit at_most
  )
  delete from public.observation_history h using due where h.id = due.id;
  get diagnostics pruned = row_count;
  delete from public.machine_past p using (
    select o.machine_id, o.since from public.machine_past o
    where o.since < cutoff and exists (
      select from public.machine_past n where n.machine_id = o.machine_id and n.since > o.since and n.since <= cutoff
    )
    limit at_most
  ) as due
  where p.machine_id = due.machine_id and p.since = due.since;
  delete from public.machine_finding f using (
    select machine_id, rule_id, since from public.machine_finding where until < cutoff order by until limit at_most
  ) as due
  where f.machine_id = due.machine_id and f.rule_id = due.rule_id and f.since = due.since;
  delete from public.finding_day where counted_at < cutoff;
  perform enter_pruning('observations', pruned, cutoff);
end
$$;

-- ---------------------------------------------------------------- which rows each may see, and rights

grant select on finding_count, finding_delta, finding_day to teredo_fleet_web, teredo_fleet_engine;

do $$
declare
  visible constant text := '((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))';
  counts text;
begin
  foreach counts in array array['finding_count', 'finding_delta', 'finding_day'] loop
    execute format('alter table %I enable row level security', counts);
    execute format('create policy server_read on %I for select to teredo_fleet_engine using (true)', counts);
    execute format('create policy web on %I for select to teredo_fleet_web using (%s)', counts, visible);
  end loop;
end
$$;
