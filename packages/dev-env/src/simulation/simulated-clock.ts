import type { Pool } from 'pg';

/**
 * `now()` and `clock_timestamp()` of a database that belongs to a simulation: a setting of each connection. Names without a
 * schema are looked up along the search path, and where that names pg_catalog it comes in its turn: ours stand before it.
 * Ids count up and chance is foreseen, so that a seed is the same life again. What a table fills in by itself else (`created_at`) and functions with a path of their own keep the real time; no rule about
 * rollouts reads those. Nor does anything wait for a disk.
 */
const CLOCK = `
create schema simulated;
create function simulated.now() returns timestamptz stable language sql
  as $f$ select current_setting('simulated.now')::timestamptz $f$;
create function simulated.clock_timestamp() returns timestamptz volatile language sql
  as $f$ select current_setting('simulated.now')::timestamptz $f$;
create sequence simulated.ids;
create function simulated.uuidv7() returns uuid volatile language sql
  as $f$ select ('01900000-0000-7000-8000-' || lpad(to_hex(nextval('simulated.ids')), 12, '0'))::uuid $f$;
create sequence simulated.draws;
create function simulated.random() returns float8 volatile language sql
  as $f$ select ((nextval('simulated.draws') * 0.6180339887498949)::numeric % 1)::float8 $f$;
grant usage on schema simulated to public;
grant usage on all sequences in schema simulated to public;
do $$
declare
  one record;
begin
  execute format('alter database %I set search_path = simulated, pg_catalog, public', current_database());
  execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database());
  execute format('alter database %I set jit = off', current_database());
  execute format('alter database %I set synchronous_commit = off', current_database());
  for one in
    select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and array_to_string(p.proconfig, ' ') like '%search_path=pg_catalog%'
  loop
    execute format('alter function %s set search_path = simulated, pg_catalog, public', one.name);
  end loop;
  for one in select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' loop
    execute format('alter table public.%I set (autovacuum_enabled = false)', one.name);
  end loop;
  for one in
    select d.adrelid::regclass as "table", a.attname as name from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where pg_get_expr(d.adbin, d.adrelid) like '%uuidv7()'
  loop
    execute format('alter table %s alter column %I set default simulated.uuidv7()', one."table", one.name);
  end loop;
  for one in
    select c.relname as name, array_to_string(c.reloptions, ', ') as options, pg_get_viewdef(c.oid) as definition
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
  loop
    -- After what the view says was read: read along this path, it would name the real clock by its schema.
    perform set_config('search_path', 'simulated, pg_catalog, public', true);
    execute format('create or replace view public.%I with (%s) as %s', one.name, one.options, one.definition);
    if pg_get_viewdef(one.name::regclass) ~ 'pg_catalog\\.(now|clock_timestamp)' then
      raise exception 'the view % keeps the real time', one.name;
    end if;
  end loop;
end $$`;

/**
 * Gives a database a clock that stands where each connection sets it, and plans each statement once a connection: its
 * tables stay small. Connections made before don't see it.
 */
export async function installClock(admin: Pool): Promise<void> {
  await admin.query(CLOCK);
}

/** The time that all connections of a simulation tell. */
export class SimulatedClock {
  #moment = momentOf(0);

  set(ms: number): void {
    this.#moment = momentOf(ms);
  }

  get moment(): string {
    return this.#moment;
  }
}

const momentOf = (ms: number): string => new Date(ms).toISOString();

/** What sets the time of a connection. */
export const statementOf = (moment: string): string => `set simulated.now = '${moment}'`;
