import type { Queryable } from '../client/queryable';

/** A network is what a machine connects from: an IPv4 address, an IPv6 /64. Each simulated machine is one of its own. */
const NETWORK = `case
    when m.simulated then m.id::text
    when c.remote ~ '^[0-9a-fA-F]*:[0-9a-fA-F:]*$' then network(set_masklen(c.remote::inet, 64))::text
    else coalesce(c.remote, '')
  end`;

// Machines that wait to be accepted, are quarantined or retired have no say. What real machines measured goes before
// what simulated ones did.
const SQL = `
with measured as (
  select s.asked as name, s.outcome, s.outcome in ('silent', 'unresolved') as failed, m.simulated, f.observed_at,
    f.observed_at >= now() - make_interval(secs => $1) as fresh, ${NETWORK} as network
  from machine_teredo_server s
  join machine m on m.id = s.machine_id and m.status = 'active'
  join machine_facts f on f.machine_id = s.machine_id
  left join machine_contact c on c.machine_id = s.machine_id
  where s.asked is not null and s.outcome is not null
),
counted as (
  select name, simulated,
    count(*) filter (where fresh and outcome = 'both') as both_answered,
    count(*) filter (where fresh and outcome = 'answered') as answered,
    count(*) filter (where fresh and outcome = 'primary-only') as primary_only,
    count(*) filter (where fresh and outcome = 'secondary-only') as secondary_only,
    count(*) filter (where fresh and outcome = 'silent') as silent,
    count(*) filter (where fresh and outcome = 'unresolved') as unresolved,
    count(distinct network) filter (where fresh and failed) as failing_networks,
    count(*) filter (where not fresh) as old,
    max(observed_at) as newest_at,
    max(observed_at) filter (where not failed) as last_answer_at
  from measured group by name, simulated
),
chosen as (
  select distinct on (name) * from counted order by name, simulated
),
emptied as (
  update teredo_server_tally t set both_answered = 0, answered = 0, primary_only = 0, secondary_only = 0, silent = 0, unresolved = 0,
    failing_networks = 0, old = 0
  where not exists (select from chosen c where c.name = t.name)
    and (t.both_answered + t.answered + t.primary_only + t.secondary_only + t.silent + t.unresolved + t.old) > 0
  returning t.name
),
before as (
  select * from teredo_server_tally
),
written as (
  insert into teredo_server_tally as t (name, simulated, both_answered, answered, primary_only, secondary_only, silent, unresolved,
    failing_networks, old, newest_at, last_answer_at)
  select name, simulated, both_answered, answered, primary_only, secondary_only, silent, unresolved, failing_networks, old, newest_at,
    last_answer_at
  from chosen
  on conflict (name) do update set simulated = excluded.simulated, both_answered = excluded.both_answered, answered = excluded.answered,
    primary_only = excluded.primary_only, secondary_only = excluded.secondary_only, silent = excluded.silent,
    unresolved = excluded.unresolved, failing_networks = excluded.failing_networks, old = excluded.old,
    newest_at = greatest(t.newest_at, excluded.newest_at),
    last_answer_at = greatest(t.last_answer_at, excluded.last_answer_at)
  returning t.*
)
select w.name from written w left join before b using (name)
where (w.both_answered, w.answered, w.primary_only, w.secondary_only, w.silent, w.unresolved, w.failing_networks, w.old)
  is distinct from (b.both_answered, b.answered, b.primary_only, b.secondary_only, b.silent, b.unresolved, b.failing_networks, b.old)
union all select name from emptied`;

/**
 * Counts what the agents of active machines say of each server: the newest measurement of each machine, those older
 * than `freshSeconds` apart. Gives the servers of which more or less is said than before.
 */
export async function tallyTeredoServers(db: Queryable, freshSeconds: number): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(SQL, [freshSeconds]);
  return rows.map(({ name }) => name);
}
