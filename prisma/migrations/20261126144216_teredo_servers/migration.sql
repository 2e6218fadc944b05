-- CreateTable
CREATE TABLE "teredo_server" (
    "name" TEXT NOT NULL,
    "secondary" TEXT,
    "note" TEXT,
    "measured" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teredo_server_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "teredo_server_probe" (
    "name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "measured_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "fault" TEXT,
    "addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "round_trip_ms" INTEGER,
    "last_answer_at" TIMESTAMPTZ(3),

    CONSTRAINT "teredo_server_probe_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "machine_teredo_server" (
    "machine_id" UUID NOT NULL,
    "facts_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "server" TEXT,
    "by" TEXT NOT NULL,
    "in_use" BOOLEAN NOT NULL,
    "asked" TEXT,
    "outcome" TEXT,

    CONSTRAINT "machine_teredo_server_pkey" PRIMARY KEY ("machine_id")
);

-- CreateTable
CREATE TABLE "teredo_server_tally" (
    "name" TEXT NOT NULL,
    "both_answered" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,
    "primary_only" INTEGER NOT NULL,
    "secondary_only" INTEGER NOT NULL,
    "silent" INTEGER NOT NULL,
    "unresolved" INTEGER NOT NULL,
    "failing_networks" INTEGER NOT NULL,
    "old" INTEGER NOT NULL,
    "newest_at" TIMESTAMPTZ(3),
    "last_answer_at" TIMESTAMPTZ(3),
    "simulated" BOOLEAN NOT NULL,

    CONSTRAINT "teredo_server_tally_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "machine_teredo_server_server_machine_id_idx" ON "machine_teredo_server"("server", "machine_id");

-- ---------------------------------------------------------------- values

alter table teredo_server_probe
  add constraint teredo_server_probe_outcome
    check (outcome in ('both', 'answered', 'primary-only', 'secondary-only', 'silent', 'unresolved')),
  add constraint teredo_server_probe_measured check ((measured_at is null) = (outcome is null));
alter table machine_teredo_server
  add constraint machine_teredo_server_by check (by in ('written-down', 'windows-default', 'none', 'unknown')),
  add constraint machine_teredo_server_outcome
    check (outcome in ('both', 'answered', 'primary-only', 'secondary-only', 'silent', 'unresolved'));

-- ---------------------------------------------------------------- what hangs on a machine goes with it

create or replace function forget_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.machine_contact where machine_id = old.id;
  delete from public.machine_facts where machine_id = old.id;
  delete from public.machine_teredo_server where machine_id = old.id;
  delete from public.observation_history where machine_id = old.id;
  delete from public.machine_desired where machine_id = old.id;
  delete from public.machine_request where machine_id = old.id;
  delete from public.poll_session where machine_id = old.id;
  return old;
end
$$;

-- ---------------------------------------------------------------- which rows each may see

alter table teredo_server enable row level security;
alter table teredo_server_probe enable row level security;
alter table machine_teredo_server enable row level security;
alter table teredo_server_tally enable row level security;

-- The directory is the whole organisation's: everybody who is let in reads it, only those without limits write it.
create policy engine on teredo_server for select to teredo_fleet_engine using (true);
create policy engine on teredo_server_probe for all to teredo_fleet_engine using (true) with check (true);
create policy engine on machine_teredo_server for all to teredo_fleet_engine using (true) with check (true);
create policy engine on teredo_server_tally for all to teredo_fleet_engine using (true) with check (true);
create policy web_read on teredo_server for select to teredo_fleet_web using (true);
create policy web_insert on teredo_server for insert to teredo_fleet_web with check ((select teredo_all_scopes()));
create policy web_update on teredo_server for update to teredo_fleet_web
  using ((select teredo_all_scopes())) with check ((select teredo_all_scopes()));
create policy web_delete on teredo_server for delete to teredo_fleet_web using ((select teredo_all_scopes()));
create policy web_read on teredo_server_probe for select to teredo_fleet_web using (true);
create policy web_insert on teredo_server_probe for insert to teredo_fleet_web with check ((select teredo_all_scopes()));
create policy web_update on teredo_server_probe for update to teredo_fleet_web
  using ((select teredo_all_scopes())) with check ((select teredo_all_scopes()));
create policy web_delete on teredo_server_probe for delete to teredo_fleet_web using ((select teredo_all_scopes()));
create policy web_read on teredo_server_tally for select to teredo_fleet_web using (true);
create policy web on machine_teredo_server for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or machine_id in (select m.id from machine m));

-- ---------------------------------------------------------------- rights

-- A result is the engine's word: web asks for a measurement and can't say how one came out.
grant select, insert, update, delete on teredo_server to teredo_fleet_web;
grant select, delete, insert (name, requested_at), update (requested_at) on teredo_server_probe to teredo_fleet_web;
grant select on machine_teredo_server, teredo_server_tally to teredo_fleet_web;
grant select on teredo_server to teredo_fleet_engine;
grant select, insert, update, delete on teredo_server_probe, machine_teredo_server, teredo_server_tally to teredo_fleet_engine;
