-- What schema.prisma can't say: who may do what, which rows each may see, which values are values.
-- Roles are the cluster's and are made before the first migration (packages/db, ensureDatabase).

-- ---------------------------------------------------------------- values

alter table "user" add constraint user_role check (role in ('admin', 'operator', 'approver', 'auditor', 'viewer'));

alter table machine
  add constraint machine_status check (status in ('pending', 'active', 'quarantined', 'retired')),
  add constraint machine_platform check (platform in ('linux', 'windows', 'wsh', 'simulated')),
  add constraint machine_agent_key check (octet_length(agent_key) = 32),
  add constraint machine_retired check ((status = 'retired') = (retired_at is not null));

alter table machine_contact add constraint machine_contact_door check (door in ('ws', 'poll'));

alter table machine_facts
  add constraint machine_facts_reachable check (reachable in ('yes', 'no', 'unknown')),
  add constraint machine_facts_severity check (severity in ('ok', 'info', 'warning', 'problem'));

alter table machine_request add constraint machine_request_kind check (kind in ('observe-now', 'disconnect'));

alter table enrolment_token
  add constraint enrolment_token_secret check (octet_length(secret_hash) = 32),
  add constraint enrolment_token_uses check (uses between 0 and max_uses);

alter table poll_session
  add constraint poll_session_key check (octet_length(agent_key) = 32 and octet_length(nonce) = 32);

alter table rollout
  add constraint rollout_kind check (kind in ('single', 'planned', 'rollback')),
  add constraint rollout_state check (state in ('draft', 'awaiting-approval', 'approved', 'running', 'paused', 'done', 'aborted')),
  add constraint rollout_plan_hash check (octet_length(plan_hash) = 32),
  add constraint rollout_finished check ((state in ('done', 'aborted')) = (finished_at is not null));

alter table approval
  add constraint approval_kind check (kind in ('single', 'approval', 'emergency')),
  add constraint approval_plan_hash check (octet_length(plan_hash) = 32);

-- A job has its end exactly when its state is one that never changes.
alter table job
  add constraint job_state check (state in (
    'requested', 'offered', 'lost-contact', 'quarantined',
    'notifying', 'deferred', 'waiting-window', 'queued', 'running', 'verifying', 'verified', 'already-compliant',
    'not-applicable', 'blocked', 'failed', 'verify-failed', 'timed-out', 'reverted', 'refused', 'expired',
    'cancelled', 'rolled-back')),
  add constraint job_finished check ((finished_at is not null) = (state in (
    'verified', 'already-compliant', 'not-applicable', 'blocked', 'failed', 'verify-failed', 'timed-out', 'reverted',
    'refused', 'expired', 'cancelled', 'quarantined', 'rolled-back'))),
  add constraint job_attempt check (attempt >= 1),
  add constraint job_sequence check (sequence >= 1),
  add constraint job_lifetime check (not_before < not_after),
  add constraint job_signature_whole check (num_nulls(payload, signature, signed_at) in (0, 3)),
  -- Nothing goes further than `requested` without the signer, other than to an end.
  add constraint job_signed check (payload is not null or state = 'requested' or finished_at is not null),
  add constraint job_go_whole check (num_nulls(go_ask_id, go_granted_at) in (0, 2)),
  add constraint job_go_signed check (go_granted_at is null or payload is not null);

alter table job_event add constraint job_event_source check (source in ('agent', 'server'));

alter table receipt
  add constraint receipt_answer check (answer in (
    'acknowledged', 'deferred', 'refused', 'timed-out', 'closed', 'nobody-logged-on', 'suppressed', 'informed')),
  add constraint receipt_deferred check (answer <> 'deferred' or deferred_until is not null);

alter table brake add constraint brake_single check (id = 1);

alter table audit_entry
  add constraint audit_entry_actor check (actor_kind in ('user', 'machine', 'system')),
  add constraint audit_entry_outcome check (outcome in ('done', 'refused', 'failed'));

alter table server_process add constraint server_process_role check (role in ('web', 'gateway', 'engine', 'signer'));

-- ---------------------------------------------------------------- rows that are always there

insert into brake (id) values (1);
insert into scope (name) values ('Everything');

-- ---------------------------------------------------------------- storage and access paths

-- A heartbeat changes a row in its own page and touches no index.
alter table machine_contact set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
alter table job set (fillfactor = 80);
alter table poll_session set (fillfactor = 70);

create index job_open_by_machine on job (machine_id) where finished_at is null;
create index job_requested on job (created_at) where state = 'requested';
create index job_open_by_rollout on job (rollout_id) where finished_at is null;
create index job_waiting_by_end on job (not_after) where finished_at is null and go_granted_at is null;
create index job_going on job (go_granted_at) where finished_at is null and go_granted_at is not null;
create index machine_request_unsent on machine_request (machine_id) where sent_at is null;
create index rollout_open on rollout (state) where finished_at is null;

-- ---------------------------------------------------------------- what hangs on a machine goes with it

create function forget_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.machine_contact where machine_id = old.id;
  delete from public.machine_facts where machine_id = old.id;
  delete from public.observation_history where machine_id = old.id;
  delete from public.machine_desired where machine_id = old.id;
  delete from public.machine_request where machine_id = old.id;
  delete from public.poll_session where machine_id = old.id;
  return old;
end
$$;
revoke execute on function forget_machine() from public;
create trigger machine_forgotten after delete on machine for each row execute function forget_machine();

-- ---------------------------------------------------------------- which scopes a transaction may see

-- `teredo.scopes` is set per transaction: `*`, or scope ids with commas between. Not set: nothing.
create function teredo_all_scopes() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('teredo.scopes', true) = '*', false);

create function teredo_scopes() returns uuid[]
  language sql stable parallel safe
  return case
    when coalesce(current_setting('teredo.scopes', true), '') in ('', '*') then '{}'::uuid[]
    else string_to_array(current_setting('teredo.scopes', true), ',')::uuid[]
  end;

-- The subqueries are evaluated once a statement, not once a row.
do $$
declare
  visible constant text := '((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))';
  of_machine constant text := '((select teredo_all_scopes()) or machine_id in (select m.id from machine m))';
  scoped constant text[] := array['enrolment_token', 'machine', 'machine_facts', 'observation_history', 'machine_desired',
    'machine_request', 'rollout', 'approval', 'job', 'job_event', 'receipt'];
  through_machine constant text[] := array['machine_contact', 'signature_entry'];
  name text;
begin
  foreach name in array scoped || through_machine || array['scope', 'setting', 'audit_entry'] loop
    execute format('alter table %I enable row level security', name);
    if name <> 'setting' then
      execute format('create policy server on %I for all to teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer using (true) with check (true)', name);
    end if;
  end loop;
  foreach name in array scoped loop
    execute format('create policy web on %I for all to teredo_fleet_web using (%s) with check (%s)', name, visible, visible);
  end loop;
  foreach name in array through_machine loop
    execute format('create policy web on %I for all to teredo_fleet_web using (%s)', name, of_machine);
  end loop;
  -- An entry that belongs to no scope is written by anybody and read by those who see everything.
  execute format('create policy web_read on audit_entry for select to teredo_fleet_web using (%s)', visible);
  execute format('create policy web_write on audit_entry for insert to teredo_fleet_web with check (scope_id is null or %s)', visible);
end
$$;

create policy web on scope for all to teredo_fleet_web
  using ((select teredo_all_scopes()) or id = any ((select teredo_scopes())::uuid[]))
  with check ((select teredo_all_scopes()));

-- The public half of the job key is what agents pin: only the signer says what it is.
create policy everyone_reads on setting for select
  to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer using (true);
create policy web_insert on setting for insert to teredo_fleet_web with check (key <> 'job-key');
create policy web_update on setting for update to teredo_fleet_web using (key <> 'job-key') with check (key <> 'job-key');
create policy web_delete on setting for delete to teredo_fleet_web using (key <> 'job-key');
create policy signer_insert on setting for insert to teredo_fleet_signer with check (key = 'job-key');
create policy signer_update on setting for update to teredo_fleet_signer using (key = 'job-key') with check (key = 'job-key');

-- ---------------------------------------------------------------- rights

revoke all on schema public from public;
grant usage on schema public to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
revoke execute on function teredo_all_scopes(), teredo_scopes() from public;
grant execute on function teredo_all_scopes(), teredo_scopes() to teredo_fleet_web;

-- What every part does: says that it lives, reads whether migrations are done, writes audit entries.
grant select on _prisma_migrations to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
grant select, insert, update, delete on server_process to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
grant select, insert on audit_entry to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
grant usage on sequence audit_entry_seq_seq to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
grant select on setting, scope, machine, machine_contact, machine_facts, rollout, approval, job, job_event, receipt, brake
  to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;

-- web: people, plans and wishes. What machines said is read only; a signature or a `go` can't be written.
grant select, insert, update, delete on "user", session, account, verification, rate_limit to teredo_fleet_web;
grant insert, update on scope to teredo_fleet_web;
grant insert, update, delete on setting to teredo_fleet_web;
grant select, insert, update (label, revoked_at) on enrolment_token to teredo_fleet_web;
grant delete, update (scope_id, labels, status, status_reason, retired_at, last_sequence) on machine to teredo_fleet_web;
grant select on observation_history, machine_desired, signature_entry to teredo_fleet_web;
grant insert, update, delete on machine_desired to teredo_fleet_web;
grant select, insert, delete on machine_request to teredo_fleet_web;
grant insert, update (name, state, pause_reason, started_at, finished_at) on rollout to teredo_fleet_web;
grant insert on approval, job_event to teredo_fleet_web;
grant insert (id, rollout_id, machine_id, scope_id, enrolment_id, attempt, sequence, work, notice, windows, witnesses,
  contact_window_seconds, verify, not_before, not_after, state, status_version, detail, until, steps, before, after, unmet,
  blockers, created_at, finished_at) on job to teredo_fleet_web;
grant update (state, detail, finished_at, cancel_requested_at) on job to teredo_fleet_web;
grant update ("on", reason, set_by_id, set_at) on brake to teredo_fleet_web;

-- gateway: what machines say. Locking a row needs the right to update a column of it: those of rollout and brake are
-- ones whose change decides nothing.
grant select, update (uses) on enrolment_token to teredo_fleet_gateway;
grant insert, update (hostname, status, status_reason, agent_version, platform, time_zone, hardware_id, agent_sequence) on machine to teredo_fleet_gateway;
grant insert, update, delete on machine_contact, machine_facts to teredo_fleet_gateway;
grant select, insert on observation_history to teredo_fleet_gateway;
grant select, insert, update, delete on machine_desired to teredo_fleet_gateway;
grant select, update (sent_at), delete on machine_request to teredo_fleet_gateway;
grant select, insert, update, delete on poll_session to teredo_fleet_gateway;
grant insert on job_event, receipt to teredo_fleet_gateway;
grant update (state, status_version, detail, until, steps, before, after, unmet, blockers, offered_at, go_ask_id,
  go_granted_at, started_at, finished_at) on job to teredo_fleet_gateway;
grant update (started_at) on rollout to teredo_fleet_gateway;
grant update (id) on brake to teredo_fleet_gateway;

-- engine: time passes.
grant update (state, detail, finished_at) on job to teredo_fleet_engine;
grant insert on job_event to teredo_fleet_engine;
grant update (state, pause_reason, finished_at) on rollout to teredo_fleet_engine;
grant update (connected, server_id) on machine_contact to teredo_fleet_engine;
grant select (id, machine_id, last_used_at, created_at), delete on poll_session to teredo_fleet_engine;
grant select, delete on machine_request to teredo_fleet_engine;
grant select (id, name, role, scope_ids, disabled_at) on "user" to teredo_fleet_engine;

-- signer: the only one that writes a payload and its signature.
grant update (state, detail, finished_at, payload, signature, signed_at) on job to teredo_fleet_signer;
grant insert on job_event to teredo_fleet_signer;
grant select, insert on signature_entry to teredo_fleet_signer;
grant insert, update on setting to teredo_fleet_signer;
grant select (id, name, role, scope_ids, disabled_at) on "user" to teredo_fleet_signer;
