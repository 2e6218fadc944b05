-- From when on history is whole is what was removed, not what the settings say now: who keeps longer from today on gets nothing back.

-- CreateTable
CREATE TABLE "history_kept" (
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "history_kept_pkey" PRIMARY KEY ("kind")
);

-- What was removed before now, as far as the audit trail tells.
insert into history_kept
select 'observations', max((after ->> 'olderThan')::timestamptz) from audit_entry
where action = 'retention.prune' and object_name = 'observations' having max(after ->> 'olderThan') is not null;

alter table history_kept enable row level security;
create policy web on history_kept for select to teredo_fleet_web using (true);
grant select on history_kept to teredo_fleet_web;

-- How many went.
drop function prune_enrolments(timestamptz, integer);
create function prune_enrolments(cutoff timestamptz, at_most integer) returns integer
  language sql security definer set search_path = pg_catalog, public
as $$
  with gone as (
    delete from public.machine_status_history h using (
      select o.machine_id, o.since from public.machine_status_history o
      where o.since < cutoff and exists (
        select from public.machine_status_history n where n.machine_id = o.machine_id and n.since > o.since and n.since <= cutoff
      )
      limit at_most
    ) as due
    where h.machine_id = due.machine_id and h.since = due.since
    returning 1
  )
  select count(*)::integer from gone
$$;
revoke execute on function prune_enrolments(timestamptz, integer) from public;

create or replace function prune_observations(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  gone integer;
  more integer;
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
  gone := pruned;
  delete from public.machine_past p using (
    select o.machine_id, o.since from public.machine_past o
    where o.since < cutoff and exists (
      select from public.machine_past n where n.machine_id = o.machine_id and n.since > o.since and n.since <= cutoff
    )
    limit at_most
  ) as due
  where p.machine_id = due.machine_id and p.since = due.since;
  get diagnostics more = row_count;
  gone := gone + more;
  delete from public.machine_finding f using (
    select machine_id, rule_id, since from public.machine_finding where until < cutoff order by until limit at_most
  ) as due
  where f.machine_id = due.machine_id and f.rule_id = due.rule_id and f.since = due.since;
  get diagnostics more = row_count;
  gone := gone + more + prune_enrolments(cutoff, at_most);
  delete from public.finding_day where counted_at < cutoff;
  perform prune_programs(cutoff, at_most);
  if gone > 0 then
    insert into public.history_kept as k (kind, since) values ('observations', cutoff)
    on conflict (kind) do update set since = greatest(k.since, excluded.since);
  end if;
  perform enter_pruning('observations', pruned, cutoff);
end
$$;
