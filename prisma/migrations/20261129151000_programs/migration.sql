-- Programs that an admin named, and what machines told of them: whether they are ready for IPv6 and Teredo, and since when.

-- CreateTable
CREATE TABLE "named_program" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "path" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "scope_id" UUID,
    "label" TEXT,
    "note" TEXT,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "named_program_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_program" (
    "machine_id" UUID NOT NULL,
    "program_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "verdict" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "machine_program_pkey" PRIMARY KEY ("machine_id","program_id","since")
);

-- ---------------------------------------------------------------- values

alter table named_program
  add constraint named_program_path check (char_length(path) between 1 and 240),
  add constraint named_program_system check (system in ('windows', 'linux')),
  add constraint named_program_label check (char_length(label) between 1 and 100),
  add constraint named_program_note check (char_length(note) <= 500);
alter table machine_program
  add constraint machine_program_verdict check (verdict in ('ready', 'not-ready', 'cannot-tell', 'missing', 'not-read')),
  add constraint machine_program_until check (until > since);

-- One name once, whatever its case, for the same machines.
create unique index named_program_once on named_program (lower(path), coalesce(scope_id::text, ''), coalesce(label, ''))
  where removed_at is null;
-- One verdict at a time; and a program's machines by what is said of them.
create unique index machine_program_now on machine_program (machine_id, program_id) include (verdict) where until is null;
create index machine_program_ended on machine_program (until) where until is not null;
create index machine_program_by_verdict on machine_program (program_id, verdict) include (machine_id) where until is null;

-- ---------------------------------------------------------------- which machines a program is looked at on

-- Those of its scope and label, by whose agents its path can be one of a file. A simulated machine may be of any system.
create function is_program_for(system text, of_scope uuid, of_label text, platform text, scope uuid, labels text[])
  returns boolean language sql immutable
  return (of_scope is null or of_scope = scope) and (of_label is null or of_label = any (labels))
    and (platform = 'simulated' or (platform = 'linux') = (system = 'linux'));
revoke execute on function is_program_for(text, uuid, text, text, uuid, text[]) from public;
grant execute on function is_program_for(text, uuid, text, text, uuid, text[]) to teredo_fleet_web, teredo_fleet_gateway;

-- They travel to agents together, and who adds one may not see all of them.
create function count_named_programs() returns integer
  language sql stable security definer set search_path = pg_catalog, public
  begin atomic
    select count(*)::integer from named_program where removed_at is null;
  end;
revoke execute on function count_named_programs() from public;
grant execute on function count_named_programs() to teredo_fleet_web;

-- ---------------------------------------------------------------- what hangs on a machine goes with it

create function forget_programs() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.machine_program where machine_id = old.id;
  return old;
end
$$;
revoke execute on function forget_programs() from public;
create trigger programs_forgotten after delete on machine for each row execute function forget_programs();

-- ---------------------------------------------------------------- how long

-- What was said of a program goes as old as observations do; what is said of it now stays as long as it is named.
create function prune_programs(cutoff timestamptz, at_most integer) returns void
  language sql security definer set search_path = pg_catalog, public
as $$
  delete from public.machine_program p using (
    select machine_id, program_id, since from public.machine_program where until < cutoff order by until limit at_most
  ) as due
  where p.machine_id = due.machine_id and p.program_id = due.program_id and p.since = due.since;
  delete from public.machine_program p using (
    select q.machine_id, q.program_id, q.since
    from public.named_program n join public.machine_program q on q.program_id = n.id
    where n.removed_at < cutoff and q.until is null
    limit at_most
  ) as due
  where p.machine_id = due.machine_id and p.program_id = due.program_id and p.since = due.since;
  delete from public.named_program n
  where n.removed_at < cutoff and not exists (
    select from public.machine_program p where p.program_id = n.id and p.until is null
  );
$$;
revoke execute on function prune_programs(timestamptz, integer) from public;

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
  perform prune_programs(cutoff, at_most);
  perform enter_pruning('observations', pruned, cutoff);
end
$$;

-- ---------------------------------------------------------------- which rows each may see

alter table named_program enable row level security;
alter table machine_program enable row level security;
create policy server on named_program for select to teredo_fleet_gateway using (true);
-- What is named for every scope everybody reads, and only those without limits write.
create policy web_read on named_program for select to teredo_fleet_web
  using (scope_id is null or (select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_insert on named_program for insert to teredo_fleet_web
  with check ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_update on named_program for update to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  with check ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy server on machine_program for all to teredo_fleet_gateway using (true) with check (true);
create policy web on machine_program for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or machine_id in (select m.id from machine m));

-- ---------------------------------------------------------------- rights

-- A path is an admin's word, and so web's alone; what is told of it a machine's, and so a gateway's alone.
grant select, insert on named_program to teredo_fleet_web;
grant update (removed_at) on named_program to teredo_fleet_web;
grant select on named_program to teredo_fleet_gateway;
grant select, insert on machine_program to teredo_fleet_gateway;
grant update (until, verdict, report, reported_at) on machine_program to teredo_fleet_gateway;
grant select on machine_program to teredo_fleet_web;
