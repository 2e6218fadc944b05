-- CreateTable
CREATE TABLE "evidence_bundle" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "rollout_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "requested_by_id" TEXT,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'requested',
    "builder_id" UUID,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "interim" BOOLEAN,
    "manifest" TEXT,
    "key_id" TEXT,
    "signature" BYTEA,
    "host" TEXT,
    "bytes" BIGINT,
    "sha256" BYTEA,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "evidence_bundle_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "evidence_bundle_rollout_id_requested_at_idx" ON "evidence_bundle"("rollout_id", "requested_at");

-- CreateIndex
CREATE INDEX "evidence_bundle_requested_at_id_idx" ON "evidence_bundle"("requested_at", "id");

-- CreateIndex
CREATE INDEX "signature_entry_job_id_idx" ON "signature_entry"("job_id");

-- ---------------------------------------------------------------- values

alter table evidence_bundle
  add constraint evidence_bundle_state
    check (state in ('requested', 'building', 'unsigned', 'signed', 'ready', 'failed', 'gone')),
  -- What was signed stays with its signature.
  add constraint evidence_bundle_signature
    check (num_nulls(key_id, signature) in (0, 2) and (signature is null or length(signature) = 64 and manifest is not null)),
  add constraint evidence_bundle_ready
    check (state <> 'ready' or num_nulls(manifest, signature, interim, host, bytes, sha256, finished_at, expires_at) = 0),
  add constraint evidence_bundle_failure check ((state = 'failed') = (failure is not null));

alter table server_process drop constraint server_process_role;
alter table server_process
  add constraint server_process_role check (role in ('web', 'gateway', 'engine', 'signer', 'reporter'));

create index evidence_bundle_open on evidence_bundle (requested_at) where state in ('requested', 'building', 'unsigned', 'signed');

-- Which installation a bundle is of: made once, and nobody's to change.
insert into setting (key, value) values ('installation', jsonb_build_object('id', uuidv7()));
drop policy web_update on setting;
drop policy web_delete on setting;
create policy web_update on setting for update to teredo_fleet_web
  using (key not in ('job-key', 'channel-key', 'installation')) with check (key not in ('job-key', 'channel-key', 'installation'));
create policy web_delete on setting for delete to teredo_fleet_web
  using (key not in ('job-key', 'channel-key', 'installation'));

-- ---------------------------------------------------------------- rights

-- reporter: reads what a rollout left behind, and says what became of a bundle. It signs nothing.
grant usage on schema public to teredo_fleet_reporter;
grant select on _prisma_migrations, setting, scope, machine, machine_contact, rollout, rollout_wave, rollout_member,
  member_standing, approval, job, job_event, receipt, signature_entry, brake, rollout_freeze, audit_entry, audit_link,
  audit_head, evidence_key, evidence_bundle
  to teredo_fleet_reporter;
grant select (id, name) on "user" to teredo_fleet_reporter;
grant select, insert, update, delete on server_process to teredo_fleet_reporter;
grant insert (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, before, after,
  reason, request_id, address, actor_token) on audit_entry to teredo_fleet_reporter;
grant usage on sequence audit_entry_seq_seq to teredo_fleet_reporter;
grant update (state, builder_id, attempts, interim, manifest, host, bytes, sha256, finished_at, expires_at, failure)
  on evidence_bundle to teredo_fleet_reporter;
-- signer: the only one that writes a signature.
grant select, update (state, key_id, signature, failure) on evidence_bundle to teredo_fleet_signer;
grant select on evidence_bundle to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine;
grant insert (rollout_id, scope_id, requested_by_id, requested_by_name) on evidence_bundle to teredo_fleet_web;

do $$
declare
  visible constant text := '((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))';
  name text;
begin
  foreach name in array array['machine', 'rollout', 'approval', 'job', 'job_event', 'receipt', 'machine_contact',
      'signature_entry', 'scope', 'setting', 'audit_entry', 'rollout_wave', 'rollout_member'] loop
    if (select relrowsecurity from pg_class where oid = format('public.%I', name)::regclass) then
      execute format('create policy reporter_read on %I for select to teredo_fleet_reporter using (true)', name);
    end if;
  end loop;
  alter table evidence_bundle enable row level security;
  create policy server_read on evidence_bundle for select
    to teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer, teredo_fleet_reporter using (true);
  execute format('create policy web_read on evidence_bundle for select to teredo_fleet_web using (%s)', visible);
  execute format('create policy web_insert on evidence_bundle for insert to teredo_fleet_web with check (%s)', visible);
end
$$;
create policy reporter_update on evidence_bundle for update to teredo_fleet_reporter
  using (state in ('requested', 'building', 'unsigned', 'signed', 'ready'))
  with check (state in ('requested', 'building', 'unsigned', 'ready', 'failed', 'gone'));
create policy signer_update on evidence_bundle for update to teredo_fleet_signer
  using (state = 'unsigned') with check (state in ('signed', 'failed'));

-- A role writes entries in its own name alone.
create policy reporter_write on audit_entry for insert to teredo_fleet_reporter
  with check (actor_kind = 'system' and actor_name = 'reporter');
drop policy web_write on audit_entry;
create policy web_write on audit_entry for insert to teredo_fleet_web
  with check (
    (scope_id is null or (select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
    and (actor_kind = 'user' or actor_kind = 'system' and actor_name not in ('gateway', 'engine', 'signer', 'reporter'))
  );
