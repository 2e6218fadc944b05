-- AlterTable
ALTER TABLE "agent_update" DROP COLUMN "acknowledged";

-- AlterTable
ALTER TABLE "agent_update_machine" ADD COLUMN     "acknowledged" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "starts" INTEGER NOT NULL DEFAULT 0;

-- ---------------------------------------------------------------- values

-- It went with the column.
alter table agent_update
  add constraint agent_update_counts check (canaries >= 1 and at_once >= 1 and max_failures >= 1);
alter table agent_update_machine add constraint agent_update_machine_starts check (starts >= 0);

-- ---------------------------------------------------------------- how it goes

-- It did not work on that machine, or the machine was silent for half an hour after it began to try it.
create function agent_update_failed(state text, changed_at timestamptz) returns boolean
  language sql stable parallel safe set search_path = pg_catalog
  return state in ('failed', 'fell-back') or state = 'trying' and changed_at <= now() - interval '30 minutes';

-- Of the machines that the caller may see: that have it; that failed; of these, that somebody looked at; under way, which is
-- trying it or offered within the hour, and not at an end; of these, that try it.
create function agent_update_counts(update_id uuid) returns integer[]
  language sql stable set search_path = pg_catalog, public
as $$
  select array[
    count(*) filter (where r.state = 'updated'),
    count(*) filter (where agent_update_failed(r.state, r.changed_at)),
    count(*) filter (where agent_update_failed(r.state, r.changed_at) and r.acknowledged),
    count(*) filter (where m.status <> 'retired' and (r.state = 'trying' and not agent_update_failed(r.state, r.changed_at)
      or r.state in ('offered', 'downloading', 'ready', 'waiting') and r.offered_at > now() - interval '1 hour')),
    count(*) filter (where m.status <> 'retired' and r.state = 'trying' and not agent_update_failed(r.state, r.changed_at))
  ]::integer[]
  from agent_update_machine r join machine m on m.id = r.machine_id
  where r.update_id = agent_update_counts.update_id
$$;

-- The same of every machine: what holds an update holds it for the whole fleet, whoever looks.
create function agent_update_counts_of_all(update_id uuid) returns integer[]
  language sql stable security definer set search_path = pg_catalog, public
as $$ select agent_update_counts(update_id) $$;

-- ---------------------------------------------------------------- rights

revoke execute on function agent_update_failed(text, timestamptz), agent_update_counts(uuid), agent_update_counts_of_all(uuid)
  from public;
grant execute on function agent_update_failed(text, timestamptz), agent_update_counts(uuid)
  to teredo_fleet_web, teredo_fleet_gateway;
grant execute on function agent_update_counts_of_all(uuid) to teredo_fleet_web;

create policy web_update on agent_update_machine for update to teredo_fleet_web
  using ((select teredo_all_scopes())) with check ((select teredo_all_scopes()));
grant update (acknowledged) on agent_update_machine to teredo_fleet_web;
grant update (acknowledged, starts) on agent_update_machine to teredo_fleet_gateway;
