-- AlterTable
ALTER TABLE "agent_update_machine" ADD COLUMN     "silent_since" TIMESTAMPTZ(3);

-- A trial that the machine never told the end of counts as failed after half an hour: from then on that is in the audit trail,
-- once for each time that it was let begin. Who tells an end later has an entry of that, too. `silent_since` is the `changed_at`
-- of the trial that was entered.
create function enter_silent_trials(at_most integer) returns setof uuid
  language sql security definer set search_path = pg_catalog, public
as $$
  with silent as (
    select r.update_id, r.machine_id from public.agent_update_machine r
    where r.state = 'trying' and agent_update_failed(r.state, r.changed_at) and r.silent_since is distinct from r.changed_at
    order by r.changed_at limit at_most for update skip locked
  ),
  told as (
    update public.agent_update_machine r set silent_since = r.changed_at
    from silent s, public.agent_update u, public.machine m
    where r.update_id = s.update_id and r.machine_id = s.machine_id and u.id = r.update_id and m.id = r.machine_id
    returning r.machine_id, r.changed_at, m.scope_id, m.hostname, u.version
  ),
  audited as (
    insert into public.audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, object_name, outcome, after, reason)
    select scope_id, 'system', 'engine', 'agentUpdate.end', 'machine', machine_id::text, hostname, 'failed',
      jsonb_build_object('version', version, 'state', 'silent'),
      'It was let begin to try it at ' || to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
        || ' UTC and told no end for half an hour.'
    from told
  )
  select machine_id from told
$$;

revoke execute on function enter_silent_trials(integer) from public;
grant execute on function enter_silent_trials(integer) to teredo_fleet_engine;
