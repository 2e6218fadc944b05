-- What enrolments were is kept as long as what machines were: both tell of the same moments.

-- What was so when the time of keeping begins stays: without it nobody could say what was so from then on.
create function prune_enrolments(cutoff timestamptz, at_most integer) returns void
  language sql security definer set search_path = pg_catalog, public
as $$
  delete from public.machine_status_history h using (
    select o.machine_id, o.since from public.machine_status_history o
    where o.since < cutoff and exists (
      select from public.machine_status_history n where n.machine_id = o.machine_id and n.since > o.since and n.since <= cutoff
    )
    limit at_most
  ) as due
  where h.machine_id = due.machine_id and h.since = due.since;
$$;
revoke execute on function prune_enrolments(timestamptz, integer) from public;

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
  delete from public.finding_day where counted_at < cutoff;
  perform prune_enrolments(cutoff, at_most);
  perform prune_programs(cutoff, at_most);
  perform enter_pruning('observations', pruned, cutoff);
end
$$;
