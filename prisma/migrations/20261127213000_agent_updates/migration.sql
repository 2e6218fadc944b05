-- CreateTable
CREATE TABLE "agent_update" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "version" TEXT NOT NULL,
    "version_rank" INTEGER[],
    "key_id" TEXT NOT NULL,
    "systems" TEXT[],
    "payload" BYTEA NOT NULL,
    "signature" BYTEA NOT NULL,
    "label" TEXT,
    "percent" INTEGER NOT NULL,
    "canaries" INTEGER NOT NULL,
    "at_once" INTEGER NOT NULL,
    "max_failures" INTEGER NOT NULL,
    "acknowledged" INTEGER NOT NULL DEFAULT 0,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "agent_update_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_update_machine" (
    "update_id" UUID NOT NULL,
    "machine_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "text" TEXT,
    "offered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_update_machine_pkey" PRIMARY KEY ("update_id","machine_id")
);

-- CreateTable
CREATE TABLE "machine_updater" (
    "machine_id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "system" TEXT NOT NULL,

    CONSTRAINT "machine_updater_pkey" PRIMARY KEY ("machine_id")
);

-- CreateIndex
CREATE INDEX "agent_update_machine_machine_id_idx" ON "agent_update_machine"("machine_id");

-- AddForeignKey
ALTER TABLE "agent_update_machine" ADD CONSTRAINT "agent_update_machine_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "agent_update"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

-- One at a time: two versions under way at once could not be told apart by what fails.
create unique index agent_update_one on agent_update ((true)) where stopped_at is null;
alter table agent_update
  add constraint agent_update_percent check (percent between 1 and 100),
  add constraint agent_update_counts check (canaries >= 1 and at_once >= 1 and max_failures >= 1 and acknowledged >= 0);
alter table agent_update_machine
  add constraint agent_update_machine_state check (state in
    ('offered', 'downloading', 'ready', 'waiting', 'trying', 'updated', 'refused', 'failed', 'fell-back'));
alter table machine_updater
  add constraint machine_updater_system check (system in ('linux', 'windows-x64'));

-- Three numbers that sort as the version does; null where it is none.
create function agent_version_rank(version text) returns integer[]
  language sql immutable parallel safe set search_path = pg_catalog
  return case when version ~ '^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$'
    then string_to_array(version, '.')::integer[] end;

create or replace function forget_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.machine_contact where machine_id = old.id;
  delete from public.machine_facts where machine_id = old.id;
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

-- ---------------------------------------------------------------- rights

-- What is offered is a person's word, what became of it the machine's: web writes the one and the gateway the other.
alter table agent_update enable row level security;
alter table agent_update_machine enable row level security;
alter table machine_updater enable row level security;
create policy web_read on agent_update for select to teredo_fleet_web using (true);
create policy web_insert on agent_update for insert to teredo_fleet_web with check ((select teredo_all_scopes()));
create policy web_update on agent_update for update to teredo_fleet_web
  using ((select teredo_all_scopes())) with check ((select teredo_all_scopes()));
create policy gateway on agent_update for all to teredo_fleet_gateway using (true) with check (true);
create policy web on agent_update_machine for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or machine_id in (select m.id from machine m));
create policy web_delete on agent_update_machine for delete to teredo_fleet_web
  using ((select teredo_all_scopes()) and state = 'failed');
create policy gateway on agent_update_machine for all to teredo_fleet_gateway using (true) with check (true);
create policy web on machine_updater for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or machine_id in (select m.id from machine m));
create policy gateway on machine_updater for all to teredo_fleet_gateway using (true) with check (true);
grant select, insert (version, version_rank, key_id, systems, payload, signature, label, percent, canaries, at_once, max_failures,
  acknowledged, created_by_id, created_at), update (percent, at_once, acknowledged, stopped_at) on agent_update to teredo_fleet_web;
grant select, delete on agent_update_machine to teredo_fleet_web;
grant select on machine_updater to teredo_fleet_web;
grant select, update (id) on agent_update to teredo_fleet_gateway;
grant select, insert, update (state, text, changed_at) on agent_update_machine to teredo_fleet_gateway;
grant select, insert, update, delete on machine_updater to teredo_fleet_gateway;
grant execute on function agent_version_rank(text) to teredo_fleet_web, teredo_fleet_gateway;
