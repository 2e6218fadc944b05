import type { Pool } from 'pg';

/**
 * `now()` and `clock_timestamp()` of a database that belongs to a simulation. Names without a schema are looked up along
 * the search path, and where that names pg_catalog it comes in its turn: ours stand before it. What a table fills in by
 * itself (`created_at`) and functions with a path of their own keep the real time; no rule about rollouts reads those.
 */
const CLOCK = `
create schema simulated;
create table simulated.clock (at timestamptz not null);
insert into simulated.clock values (now());
create function simulated.now() returns timestamptz stable language plpgsql as 'begin return (select at from simulated.clock); end';
create function simulated.clock_timestamp() returns timestamptz volatile language plpgsql as 'begin return (select at from simulated.clock); end';
grant usage on schema simulated to public;
grant select on simulated.clock to public;
do $$
declare
  one record;
begin
  execute format('alter database %I set search_path = simulated, pg_catalog, public', current_database());
  execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database());
  execute format('alter database %I set jit = off', current_database());
  for one in
    select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and array_to_string(p.proconfig, ' ') like '%search_path=pg_catalog%'
  loop
    execute format('alter function %s set search_path = simulated, pg_catalog, public', one.name);
  end loop;
  for one in
    select c.relname as name, array_to_string(c.reloptions, ', ') as options, pg_get_viewdef(c.oid) as definition
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
  loop
    perform set_config('search_path', 'simulated, pg_catalog, public', true);
    execute format('create or replace view public.%I with (%s) as %s', one.name, one.options, one.definition);
  end loop;
end $$`;

/**
 * Gives a database a clock that stands still until it is set, and plans each statement once a connection: its tables stay
 * small. Connections made before don't see it.
 */
export async function installClock(admin: Pool): Promise<void> {
  await admin.query(CLOCK);
}

export async function setClock(admin: Pool, ms: number): Promise<void> {
  await admin.query('update simulated.clock set at = to_timestamp($1::float8 / 1000)', [ms]);
}
