-- A role can write what its own part of the server can truly say, and nothing in the name of another part.

-- ---------------------------------------------------------------- audit entries

-- Number, moment and transaction of an entry are the database's word.
revoke insert on audit_entry from teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
grant insert (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, before, after,
  reason, request_id, address) on audit_entry
  to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
alter table audit_entry alter column at set default clock_timestamp();

drop policy server on audit_entry;
drop policy web_write on audit_entry;
create policy server_read on audit_entry for select
  to teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer using (true);
create policy gateway_write on audit_entry for insert to teredo_fleet_gateway
  with check (actor_kind = 'machine' or actor_kind = 'system' and actor_name = 'gateway');
create policy engine_write on audit_entry for insert to teredo_fleet_engine
  with check (actor_kind = 'system' and actor_name = 'engine');
create policy signer_write on audit_entry for insert to teredo_fleet_signer
  with check (actor_kind = 'system' and actor_name = 'signer');
-- Which person it was is the web role's word: it is the one that knows who is signed in.
create policy web_write on audit_entry for insert to teredo_fleet_web
  with check (
    (scope_id is null or (select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
    and (actor_kind = 'user' or actor_kind = 'system' and actor_name not in ('gateway', 'engine', 'signer'))
  );

-- ---------------------------------------------------------------- jobs and what became of them

drop policy server on job;
drop policy web on job;
create policy server_read on job for select
  to teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer using (true);
create policy web_read on job for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
-- A job begins as a request, without anything that a machine would say of it.
create policy web_insert on job for insert to teredo_fleet_web
  with check (
    ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
    and state = 'requested' and status_version = 0 and detail is null and until is null and before is null and after is null
    and steps = '[]' and unmet = '[]' and blockers = '[]'
  );
-- Success, and whatever else a machine reports, is written by the gateway alone.
create policy web_update on job for update to teredo_fleet_web
  using (finished_at is null and ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[])))
  with check (
    state in ('cancelled', 'timed-out', 'quarantined')
    and ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  );
create policy gateway_update on job for update to teredo_fleet_gateway using (true) with check (true);
create policy engine_update on job for update to teredo_fleet_engine
  using (true) with check (state in ('expired', 'lost-contact'));
create policy signer_update on job for update to teredo_fleet_signer
  using (true) with check (state in ('queued', 'blocked'));

-- How a job ended, and what was seen and done by then, stays.
create function refuse_change_of_ended_job() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  raise exception 'job % has ended as % and stays so', old.id, old.state using errcode = 'integrity_constraint_violation';
end
$$;
revoke execute on function refuse_change_of_ended_job() from public;
create trigger job_end_stays before update on job for each row
  when (
    old.finished_at is not null
    and (old.state, old.finished_at, old.status_version, old.detail, old.steps, old.before, old.after, old.unmet, old.blockers,
        old.work, old.payload, old.signature, old.signed_at, old.go_ask_id, old.go_granted_at, old.started_at)
      is distinct from
      (new.state, new.finished_at, new.status_version, new.detail, new.steps, new.before, new.after, new.unmet, new.blockers,
        new.work, new.payload, new.signature, new.signed_at, new.go_ask_id, new.go_granted_at, new.started_at)
  )
  execute function refuse_change_of_ended_job();

drop policy server on job_event;
drop policy web on job_event;
create policy server_read on job_event for select
  to teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer using (true);
create policy gateway_insert on job_event for insert to teredo_fleet_gateway with check (true);
create policy server_insert on job_event for insert to teredo_fleet_engine, teredo_fleet_signer with check (source = 'server');
create policy web_read on job_event for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_insert on job_event for insert to teredo_fleet_web
  with check (
    source = 'server' and ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  );

-- ---------------------------------------------------------------- settings

-- Machines pinned it when they enrolled: it is written once.
drop policy web_update on setting;
drop policy web_delete on setting;
create policy web_update on setting for update to teredo_fleet_web
  using (key not in ('job-key', 'channel-key')) with check (key not in ('job-key', 'channel-key'));
create policy web_delete on setting for delete to teredo_fleet_web using (key not in ('job-key', 'channel-key'));
