-- ---------------------------------------------------------------- what is pruned is on record

-- The functions that remove what need not be kept write the entry about it themselves: whoever may call them, and however,
-- nothing goes without one.
create function enter_pruning(kind text, pruned integer, cutoff timestamptz) returns void
  language sql security definer set search_path = pg_catalog, public
as $$
  insert into public.audit_entry (actor_kind, actor_name, action, object_kind, object_name, outcome, after)
  select 'system', 'engine', 'retention.prune', 'retention', kind, 'done', jsonb_build_object('rows', pruned,
    'olderThan', to_char(cutoff at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  where pruned > 0
$$;

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
  perform enter_pruning('observations', pruned, cutoff);
end
$$;

create or replace function prune_receipts(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  cutoff := retention_cutoff('receipts', 30);
  with due as (
    select r.id from public.receipt r join public.job j on j.id = r.job_id
    where r.id < uuidv7_floor(cutoff) and j.finished_at < cutoff
    order by r.id limit at_most
  )
  delete from public.receipt r using due where r.id = due.id;
  get diagnostics pruned = row_count;
  perform enter_pruning('receipts', pruned, cutoff);
end
$$;

create or replace function prune_job_outputs(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  cutoff := retention_cutoff('jobOutputs', 30);
  with due as (
    select j.id from public.job j where j.finished_at < cutoff and j.outputs_pruned_at is null
    order by j.finished_at limit at_most
    for update skip locked
  )
  update public.job j set steps = without_outputs(j.steps), outputs_pruned_at = clock_timestamp()
  from due where j.id = due.id;
  get diagnostics pruned = row_count;
  perform enter_pruning('jobOutputs', pruned, cutoff);
end
$$;

create or replace function prune_sessions(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  -- Until somebody sets any of them: thirty days, as the settings page says.
  cutoff := case when exists (select from public.setting where key = 'retention') then retention_cutoff('sessions', 1)
    else clock_timestamp() - interval '30 days' end;
  with due as (select s.id from public.session s where s.expires_at < cutoff order by s.expires_at limit at_most)
  delete from public.session s using due where s.id = due.id;
  get diagnostics pruned = row_count;
  perform enter_pruning('sessions', pruned, cutoff);
end
$$;

create or replace function prune_audit(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  stub public.audit_stub;
  first_number bigint;
  last_number bigint;
begin
  select * into stub from public.audit_stub where signature is not null order by count desc limit 1;
  pruned := 0;
  if not found then return; end if;
  cutoff := stub.newest_at;
  select min(number) into first_number from public.audit_link;
  last_number := least(first_number + at_most - 1, stub.count);
  if exists (
    select from public.audit_link l join public.audit_entry e on e.seq = l.seq
    where l.number between first_number and last_number and e.at > clock_timestamp() - interval '30 days'
  ) then
    raise exception 'audit entries younger than thirty days are kept' using errcode = 'integrity_constraint_violation';
  end if;
  delete from public.audit_entry e using public.audit_link l
    where l.number between first_number and last_number and e.seq = l.seq;
  get diagnostics pruned = row_count;
  delete from public.audit_link where number between first_number and last_number and number < stub.count;
  perform enter_pruning('auditEntries', pruned, cutoff);
end
$$;

revoke execute on function enter_pruning(text, integer, timestamptz) from public;

-- ---------------------------------------------------------------- stubs

-- A stub that nobody signed stands for nothing: when the settings say otherwise by then, another is asked for in its place.
create policy engine_delete on audit_stub for delete to teredo_fleet_engine using (signature is null);
grant delete on audit_stub to teredo_fleet_engine;

-- A bundle says what retention had removed by then.
create policy reporter_read on audit_stub for select to teredo_fleet_reporter using (true);
grant select on audit_stub to teredo_fleet_reporter;

-- ---------------------------------------------------------------- bundles

-- A finished bundle stays as it was finished; that its file is gone is all that can still be said of it.
create function refuse_change_of_ready_bundle() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  if new.state in ('ready', 'gone') and to_jsonb(new) - 'state' = to_jsonb(old) - 'state' then return new; end if;
  raise exception 'bundle % is finished and stays so', old.id using errcode = 'integrity_constraint_violation';
end
$$;
create trigger ready_stays before update on evidence_bundle for each row
  when (old.state = 'ready') execute function refuse_change_of_ready_bundle();
revoke execute on function refuse_change_of_ready_bundle() from public;

-- The signer gives one back that has to be made anew: a head was signed meanwhile.
drop policy signer_update on evidence_bundle;
create policy signer_update on evidence_bundle for update to teredo_fleet_signer
  using (state = 'unsigned') with check (state in ('signed', 'failed', 'building'));
