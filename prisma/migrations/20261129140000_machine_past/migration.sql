-- What a machine was, from each change on: the columns of machine_facts that lists and counts are made of, one row a row of
-- observation_history. Narrow, so that a fleet of a year ago is read quickly.
create table machine_past (
  machine_id uuid not null,
  since timestamptz(3) not null,
  os_name text not null,
  configured_type text not null,
  configured_set_by text not null,
  effective_state text not null,
  reachable text not null,
  teredo_address text,
  role text not null,
  diagnosis_code text not null,
  severity text not null,
  constraint machine_past_pkey primary key (machine_id, since)
);
-- Of what was told before there is only what still holds.
insert into machine_past
select machine_id, least(changed_at, observed_at), os_name, configured_type, configured_set_by, effective_state, reachable,
  teredo_address, role, diagnosis_code, severity
from machine_facts;

-- Lists by name read as many rows as they show.
create index machine_by_name on machine (lower(hostname) collate "C", id);

-- ---------------------------------------------------------------- which rows each may see, and rights

alter table machine_past enable row level security;
create policy server on machine_past for all to teredo_fleet_gateway using (true) with check (true);
create policy web on machine_past for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or machine_id in (select m.id from machine m));
-- Only who takes what machines say writes what they were.
grant select, insert on machine_past to teredo_fleet_gateway;
grant select on machine_past to teredo_fleet_web;

-- ---------------------------------------------------------------- what hangs on a machine goes with it

create or replace function forget_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.machine_contact where machine_id = old.id;
  delete from public.machine_facts where machine_id = old.id;
  delete from public.machine_finding where machine_id = old.id;
  delete from public.waiver where machine_id = old.id;
  delete from public.machine_teredo_server where machine_id = old.id;
  delete from public.machine_application where machine_id = old.id;
  delete from public.machine_updater where machine_id = old.id;
  delete from public.agent_update_machine where machine_id = old.id;
  delete from public.observation_history where machine_id = old.id;
  delete from public.machine_past where machine_id = old.id;
  delete from public.machine_desired where machine_id = old.id;
  delete from public.machine_request where machine_id = old.id;
  delete from public.poll_session where machine_id = old.id;
  return old;
end
$$;

-- ---------------------------------------------------------------- how long

-- What was so when the time of keeping begins stays: without it nobody could say what was so from then on.
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
  perform enter_pruning('observations', pruned, cutoff);
end
$$;
