-- What each named rule says of each machine, since when, and what it said before.

-- AlterTable
ALTER TABLE "machine_facts" ADD COLUMN     "findings" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "machine_finding" (
    "machine_id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "machine_finding_pkey" PRIMARY KEY ("machine_id","rule_id","since")
);

-- ---------------------------------------------------------------- values

alter table machine_facts alter column findings set not null;
alter table machine_finding
  add constraint machine_finding_rule_id check (rule_id ~ '^[a-z0-9-]{1,64}$'),
  add constraint machine_finding_verdict check (verdict in ('pass', 'finding', 'not-applicable', 'not-reviewed', 'unknown')),
  add constraint machine_finding_until check (until > since);

-- One verdict at a time.
create unique index machine_finding_now on machine_finding (machine_id, rule_id) where until is null;
create index machine_finding_by_verdict on machine_finding (rule_id, verdict) include (machine_id, since) where until is null;

-- ---------------------------------------------------------------- what hangs on a machine goes with it

create or replace function forget_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.machine_contact where machine_id = old.id;
  delete from public.machine_facts where machine_id = old.id;
  delete from public.machine_finding where machine_id = old.id;
  delete from public.machine_teredo_server where machine_id = old.id;
  delete from public.machine_application where machine_id = old.id;
  delete from public.machine_updater where machine_id = old.id;
  delete from public.agent_update_machine where machine_id = old.id;
  delete from public.observation_history where machine_id = old.id;
  delete from public.machine_desired where machine_id = old.id;
  delete from public.machine_request where machine_id = old.id;
  delete from public.poll_session where machine_id = old.id;
  return old;
end
$$;

-- ---------------------------------------------------------------- which rows each may see

alter table machine_finding enable row level security;
create policy server on machine_finding for all to teredo_fleet_gateway using (true) with check (true);
create policy engine on machine_finding for select to teredo_fleet_engine using (true);
create policy web on machine_finding for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or machine_id in (select m.id from machine m));

-- ---------------------------------------------------------------- rights

-- Only who takes what machines say writes what follows from it.
grant select, insert on machine_finding to teredo_fleet_gateway;
grant update (until) on machine_finding to teredo_fleet_gateway;
grant select on machine_finding to teredo_fleet_engine, teredo_fleet_web;

-- ---------------------------------------------------------------- how long

create index machine_finding_ended on machine_finding (until) where until is not null;

-- What a rule said goes as old as the observations do that it rested on; what it says now stays.
create or replace function prune_observations(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  cutoff := retention_cutoff('observations', 1);
  with due as (
    select h.id from public.observation_history h
    where h.id < uuidv7_floor(cutoff) and exists (
      select from public.observation_history n where n.machine_id = h.machine_id and n.received_at > h.received_at
    )
    order by h.id limit at_most
  )
  delete from public.observation_history h using due where h.id = due.id;
  get diagnostics pruned = row_count;
  delete from public.machine_finding f using (
    select machine_id, rule_id, since from public.machine_finding where until < cutoff order by until limit at_most
  ) as due
  where f.machine_id = due.machine_id and f.rule_id = due.rule_id and f.since = due.since;
  perform enter_pruning('observations', pruned, cutoff);
end
$$;
