-- AlterTable
ALTER TABLE "job" ADD COLUMN     "outputs_pruned_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "audit_stub" (
    "count" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "oldest_at" TIMESTAMPTZ(3) NOT NULL,
    "newest_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_days" INTEGER NOT NULL,
    "set_by" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "statement" TEXT,
    "key_id" TEXT,
    "signature" BYTEA,

    CONSTRAINT "audit_stub_pkey" PRIMARY KEY ("count")
);

-- ---------------------------------------------------------------- values

alter table audit_stub
  add constraint audit_stub_count check (count >= 1),
  add constraint audit_stub_digests check (length(hash) = 32 and (signature is null or length(signature) = 64)),
  add constraint audit_stub_kept check (kept_days >= 30),
  add constraint audit_stub_whole check (num_nulls(statement, key_id, signature) in (0, 3));

create index job_outputs_kept on job (finished_at) where finished_at is not null and outputs_pruned_at is null;

-- ---------------------------------------------------------------- what may be pruned, and by whom

-- No role of the server may delete evidence. The engine may call these functions, which delete what the settings no longer
-- keep, and of evidence nothing that is younger than thirty days, whatever the settings say.

create function retention_cutoff(kind text, least_days integer) returns timestamptz
  language sql volatile security definer set search_path = pg_catalog, public
as $$
  select clock_timestamp() - make_interval(days => greatest((value ->> kind)::integer, least_days))
  from public.setting where key = 'retention' and value ->> kind is not null
$$;

-- The lowest UUID (version 7) of a moment: ids of rows are in the order of their insertion.
create function uuidv7_floor(at timestamptz) returns uuid
  language sql stable set search_path = pg_catalog
  return (overlay(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') placing '-' from 9 for 0)
    || '-7000-8000-000000000000')::uuid;

create function prune_observations(at_most integer, out pruned integer, out cutoff timestamptz)
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
end
$$;

create function prune_receipts(at_most integer, out pruned integer, out cutoff timestamptz)
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
end
$$;

create function without_outputs(steps jsonb) returns jsonb
  language sql immutable set search_path = pg_catalog
  return (
    select coalesce(
      jsonb_agg(case when jsonb_typeof(step) = 'object' and step ? 'output' then jsonb_set(step, '{output}', '"(removed after its time of keeping)"') else step end order by n),
      '[]')
    from jsonb_array_elements(steps) with ordinality as s (step, n)
  );

create function prune_job_outputs(at_most integer, out pruned integer, out cutoff timestamptz)
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
end
$$;

create function prune_sessions(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  -- Until somebody sets any of them: thirty days, as the settings page says.
  cutoff := case when exists (select from public.setting where key = 'retention') then retention_cutoff('sessions', 1)
    else clock_timestamp() - interval '30 days' end;
  with due as (select s.id from public.session s where s.expires_at < cutoff order by s.expires_at limit at_most)
  delete from public.session s using due where s.id = due.id;
  get diagnostics pruned = row_count;
end
$$;

-- What a signed stub stands for: the oldest entries with their links, but for the newest of these, from which the chain goes on.
create function prune_audit(at_most integer, out pruned integer, out cutoff timestamptz)
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
end
$$;

-- How a job ended stays; what its commands printed goes when the owner's own function above says so.
create or replace function refuse_change_of_ended_job() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  if current_user = (select tableowner from pg_tables where schemaname = 'public' and tablename = 'job')
    and new.outputs_pruned_at is not null and new.steps = public.without_outputs(old.steps)
    and (old.state, old.finished_at, old.status_version, old.detail, old.before, old.after, old.unmet, old.blockers,
        old.work, old.payload, old.signature, old.signed_at, old.go_ask_id, old.go_granted_at, old.started_at)
      is not distinct from
      (new.state, new.finished_at, new.status_version, new.detail, new.before, new.after, new.unmet, new.blockers,
        new.work, new.payload, new.signature, new.signed_at, new.go_ask_id, new.go_granted_at, new.started_at)
  then
    return new;
  end if;
  raise exception 'job % has ended as % and stays so', old.id, old.state using errcode = 'integrity_constraint_violation';
end
$$;

-- ---------------------------------------------------------------- rights

revoke execute on function retention_cutoff(text, integer), uuidv7_floor(timestamptz), without_outputs(jsonb),
  prune_observations(integer), prune_receipts(integer), prune_job_outputs(integer), prune_sessions(integer),
  prune_audit(integer), refuse_change_of_ended_job() from public;
grant execute on function prune_observations(integer), prune_receipts(integer), prune_job_outputs(integer),
  prune_sessions(integer), prune_audit(integer) to teredo_fleet_engine;

-- The engine asks for a stub, the signer signs it, nobody changes one that is signed.
alter table audit_stub enable row level security;
create policy everyone_reads on audit_stub for select
  to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer using (true);
create policy engine_insert on audit_stub for insert to teredo_fleet_engine with check (signature is null);
create policy signer_update on audit_stub for update to teredo_fleet_signer using (signature is null) with check (true);
grant select on audit_stub to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
grant insert (count, hash, oldest_at, newest_at, kept_days, set_by) on audit_stub to teredo_fleet_engine;
grant update (statement, key_id, signature) on audit_stub to teredo_fleet_signer;
