import { connectWith, signInForCookie } from '@teredo-fleet/dev-env';
import { Client } from 'pg';
import { fillRollout } from './export/fill-rollout';
import { ADMIN, startFleetUnderTest } from './fleet-under-test';
import { print, printMachine, printTable } from './output';
import { median } from './statistics';

const MACHINES = 100_000;
const ROUNDS = 6;

/** Earlier rounds of the notice: every third machine has put it off once, every tenth did not answer before that. */
const MORE_RECEIPTS = `
insert into receipt (job_id, scope_id, attempt, session, channel, language, text_sha256, queued_at, on_agent_at, displayed_at, answer,
  deferred_until, deferrals)
select j.id, j.scope_id, 1, '1', 'dialog', 'en', repeat('0', 64), now(), now(), now(), a.answer, a.until, n
from job j join machine m on m.id = j.machine_id, (values (1, 'deferred', now(), 3), (2, 'timed-out', null, 10)) a (n, answer, until, every)
where j.rollout_id = $1 and right(m.hostname, 6)::int % a.every = 0`;

/** The same numbers as whoever writes one query for this alone would get them: one pass over each table. */
const RAW = `
with told as (
  select r.job_id, bool_or(r.displayed_at is not null) as shown,
    (array_agg(r.answer order by r.deferrals desc, r.session))[1] as answer
  from receipt r join job j on j.id = r.job_id where j.rollout_id = $1 group by 1
)
select p.wave, j.offered_at is not null as sent, j.status_version > 0 or t.job_id is not null as on_machine,
  coalesce(t.shown, false) as shown, t.answer, count(*)::int as machines
from rollout_member p join job j on j.rollout_id = p.rollout_id and j.machine_id = p.machine_id left join told t on t.job_id = j.id
where p.rollout_id = $1 group by 1, 2, 3, 4, 5`;

/** Milliseconds of each round; the first is not counted. */
async function timed(work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  return took.slice(1);
}

/**
 * `npm run bench -- funnel [machines]`: how fast a rollout's page has the numbers of its notice, beside one query by hand for
 * the same numbers over the owner's connection, without anybody's rights.
 */
export async function benchFunnel([given]: readonly string[]): Promise<void> {
  const machines = Number(given ?? MACHINES);
  const fleet = await startFleetUnderTest();
  const database = new Client(fleet.databaseUrl);
  try {
    await database.connect();
    const api = connectWith(fleet.server.url, await signInForCookie(fleet.server.url, ADMIN));
    const id = await fillRollout(database, machines);
    await database.query(MORE_RECEIPTS, [id]);
    await database.query('vacuum analyze');
    printMachine();
    const { total } = await api.rollouts.notices.query({ id });
    if (total.planned !== machines) throw new Error(`${total.planned} machines were counted.`);
    const funnel = await timed(() => api.rollouts.notices.query({ id }));
    const raw = await timed(() => database.query(RAW, [id]));
    print(`a rollout of ${machines} machines`);
    printTable(
      ['', 'median ms', 'worst ms'],
      Object.entries({ 'funnel of the page': funnel, 'query by hand': raw }).map(([name, took]) => [
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
