-- Applications that asked for Teredo, and the role that Teredo has on each machine.

-- AlterTable
ALTER TABLE "machine_facts" ADD COLUMN     "role" TEXT NOT NULL DEFAULT 'unknown';

-- CreateTable
CREATE TABLE "machine_application" (
    "machine_id" UUID NOT NULL,
    "application" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "first_asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "machine_application_pkey" PRIMARY KEY ("machine_id","application")
);

-- ---------------------------------------------------------------- values

alter table machine_facts add constraint machine_facts_role
  check (role in ('client', 'host-specific-relay', 'relay', 'server', 'none', 'unknown'));
alter table machine_application
  add constraint machine_application_application check (char_length(application) between 1 and 64),
  add constraint machine_application_asked_by check (char_length(asked_by) <= 256);

-- ---------------------------------------------------------------- what hangs on a machine goes with it

create or replace function forget_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.machine_contact where machine_id = old.id;
  delete from public.machine_facts where machine_id = old.id;
  delete from public.machine_teredo_server where machine_id = old.id;
  delete from public.machine_application where machine_id = old.id;
  delete from public.observation_history where machine_id = old.id;
  delete from public.machine_desired where machine_id = old.id;
  delete from public.machine_request where machine_id = old.id;
  delete from public.poll_session where machine_id = old.id;
  return old;
end
$$;

-- ---------------------------------------------------------------- which rows each may see

alter table machine_application enable row level security;
create policy server on machine_application for all to teredo_fleet_gateway using (true) with check (true);
create policy engine on machine_application for select to teredo_fleet_engine using (true);
create policy web on machine_application for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or machine_id in (select m.id from machine m));

-- ---------------------------------------------------------------- rights

-- It is a machine's word: nobody but a gateway writes it down.
grant select, insert, update on machine_application to teredo_fleet_gateway;
grant select on machine_application to teredo_fleet_engine, teredo_fleet_web;
