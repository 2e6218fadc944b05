import { connectWith, signInForCookie } from '@teredo-fleet/dev-env';
import { Client } from 'pg';
import { fillRollout } from './export/fill-rollout';
import { ADMIN, startFleetUnderTest } from './fleet-under-test';
import { print, printMachine, printTable } from './output';
import { median } from './statistics';

const MACHINES = 100_000;
const CHANGES = 30;
const ROUNDS = 6;

/** A year of changes, at other times for each machine. */
const YEAR = `
insert into machine_past (machine_id, since, os_name, configured_type, configured_set_by, effective_state, reachable, role,
  diagnosis_code, severity, nat, server)
select m.id, now() - make_interval(secs => (n + h) * 31536000.0 / $1), 'Windows 10 Pro', (array['client', 'disabled'])[1 + (n + b) % 2],
  'local', (array['dormant', 'qualified', 'offline'])[1 + (n + b) % 3], (array['yes', 'no', 'unknown'])[1 + (n + b) % 3], 'client',
  'dormant', (array['ok', 'warning'])[1 + (n + b) % 2], (array['cone', 'restricted', 'unknown'])[1 + (n + b) % 3],
  (array['teredo.example.net', null])[1 + (n + b) % 2]
from (select id, get_byte(uuid_send(id), 15) as b, get_byte(uuid_send(id), 14) / 256.0 as h from machine) m, generate_series(0, $1 - 1) n
on conflict do nothing`;

/** Nine rules, each of which said something else in the first half of the year. */
const VERDICTS = `
insert into machine_finding (machine_id, rule_id, rule_version, verdict, since, until)
select m.id, 'rule-' || r, 1, verdict, since, until
from machine m, generate_series(1, 9) r, lateral (values
  ('finding', now() - interval '1 year', now() - interval '180 days'), ('pass', now() - interval '180 days', null)) v (verdict, since, until)`;

/** The same as whoever writes one query for this alone would get it. */
const RAW = `
select p.configured_type, p.effective_state, p.reachable, p.severity, count(*)
from machine m cross join lateral (
  select * from machine_past p where p.machine_id = m.id and p.since <= $1 order by p.since desc limit 1) p
group by 1, 2, 3, 4`;

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** Milliseconds of each round, each of another moment; the first is not counted. */
async function timed(work: (at: string) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = performance.now();
    await work(daysAgo(20 + round * 47));
    took.push(performance.now() - started);
  }
  return took.slice(1);
}

/** `npm run bench -- past [machines] [changes]`: how fast a fleet of the past is told, beside one query by hand over the owner's connection. */
export async function benchPast([givenMachines, givenChanges]: readonly string[]): Promise<void> {
  const machines = Number(givenMachines ?? MACHINES);
  const changes = Number(givenChanges ?? CHANGES);
  const fleet = await startFleetUnderTest();
  const database = new Client(fleet.databaseUrl);
  try {
    await database.connect();
    const api = connectWith(fleet.server.url, await signInForCookie(fleet.server.url, ADMIN));
    await fillRollout(database, machines);
    await database.query(YEAR, [changes]);
    await database.query(`update machine_status_history set since = now() - interval '2 years'`);
    await database.query(VERDICTS);
    await database.query('vacuum analyze');
    printMachine();
    const { known } = await api.past.fleet.query({ at: daysAgo(20) });
    if (known !== machines) throw new Error(`${known} machines were known.`);
    const { rows } = await database.query('select id from machine limit 1');
    const rowsOf: Record<string, number[]> = {
      'query by hand': await timed((at) => database.query(RAW, [at])),
      'the fleet, counted': await timed((at) => api.past.fleet.query({ at })),
      'machines, the first fifty': await timed((at) => api.past.machines.query({ at })),
      'one machine': await timed((at) => api.past.machine.query({ at, id: rows[0].id })),
      'two moments compared': await timed((at) => api.past.compare.query({ at })),
    };
    print(`${machines} machines, ${machines * changes} changes in a year`);
    printTable(
      ['', 'median ms', 'worst ms'],
      Object.entries(rowsOf).map(([name, took]) => [
        name,
        median(took).toFixed(0),
        Math.max(...took).toFixed(0),
      ]),
    );
  } finally {
    await database.end();
    await fleet.stop();
  }
}
