import { connectWith, signInForCookie } from '@teredo-fleet/dev-env';
import { Client } from 'pg';
import { findCopy } from './export/copy-rows';
import { takeFile } from './export/take-file';
import { ADMIN, startFleetUnderTest } from './fleet-under-test';
import { print, printMachine } from './output';
import { FILE_BY_HAND, FLEET_BY_HAND, UNTOLD_BY_HAND } from './past/by-hand';
import { fillYear } from './past/fill-year';
import { type Column, medianOf, printRounds } from './report';
import { type Contestant, takeTurns } from './rounds';

const MACHINES = 100_000;
const CHANGES = 30;
/** The first is not counted. */
const ROUNDS = 7;

const COLUMNS: Column<number>[] = [{ title: 'ms', worse: 'higher', digits: 0, read: (ms) => ms }];

/** What is measured, and beside which of the others. */
interface Look {
  name: string;
  beside: string | null;
  take(at: string): Promise<unknown>;
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** Each round is of another moment, which is the same for all of a round. */
function contestant({ name, take }: Look): Contestant<number> {
  let rounds = 0;
  return {
    name,
    async round() {
      const at = daysAgo(20 + rounds * 47);
      rounds += 1;
      const started = performance.now();
      await take(at);
      return performance.now() - started;
    },
  };
}

async function compare(looks: readonly Look[]): Promise<void> {
  const results = await takeTurns(looks.map(contestant), ROUNDS);
  printRounds(results, COLUMNS);
  const ms = (name: string) => medianOf(results, name, (took) => took);
  for (const { name, beside } of looks)
    if (beside !== null) print(`ms, ${name} / ${beside}: ${(ms(name) / ms(beside)).toFixed(2)}`);
}

/** `npm run bench -- past [machines] [changes]`: how fast a fleet of the past is told, each look beside one query by hand. */
export async function benchPast([givenMachines, givenChanges]: readonly string[]): Promise<void> {
  const machines = Number(givenMachines ?? MACHINES);
  const changes = Number(givenChanges ?? CHANGES);
  const fleet = await startFleetUnderTest();
  const database = new Client(fleet.databaseUrl);
  try {
    await database.connect();
    const cookie = await signInForCookie(fleet.server.url, ADMIN);
    const { past } = connectWith(fleet.server.url, cookie);
    await fillYear(database, machines, changes);
    printMachine();
    const { known, byTold } = await past.fleet.query({ at: daysAgo(20) });
    if (known !== machines) throw new Error(`${known} machines were known.`);
    const { rows } = await database.query(
      'select (select count(*) from receipt)::int as receipts, (select id from machine limit 1)',
    );
    const { receipts, id } = rows[0];
    const copy = await findCopy(fleet.databaseUrl);
    const byHand = (query: string) => (at: string) => database.query(query, [at]);
    const untold = { told: ['nothing'] };
    print(`${machines} machines, ${machines * changes} changes in a year, ${receipts} receipts`);
    print(`what people had been told 20 days ago: ${JSON.stringify(byTold)}`);
    await compare([
      { name: 'fleet by hand', beside: null, take: byHand(FLEET_BY_HAND) },
      { name: 'the fleet, counted', beside: 'fleet by hand', take: (at) => past.fleet.query({ at }) },
      { name: 'two moments compared', beside: 'fleet by hand', take: (at) => past.compare.query({ at }) },
      { name: 'machines, the first fifty', beside: null, take: (at) => past.machines.query({ at }) },
      { name: 'one machine', beside: null, take: (at) => past.machine.query({ at, id }) },
      { name: 'untold by hand', beside: null, take: byHand(UNTOLD_BY_HAND) },
      {
        name: 'untold, the first fifty',
        beside: 'untold by hand',
        take: (at) => past.machines.query({ at, filter: untold }),
      },
      {
        name: 'untold, counted',
        beside: 'untold by hand',
        take: (at) => past.fleet.query({ at, filter: untold }),
      },
      { name: copy.name, beside: null, take: (at) => copy.run(FILE_BY_HAND.replaceAll('$1', `'${at}'`)) },
      {
        name: 'file, CSV',
        beside: copy.name,
        take: (at) => takeFile(`${fleet.server.url}/api/past/machines.csv?at=${at}`, cookie),
      },
      {
        name: 'file, JSON',
        beside: copy.name,
        take: (at) => takeFile(`${fleet.server.url}/api/past/machines.json?at=${at}`, cookie),
      },
    ]);
  } finally {
    await database.end();
    await fleet.stop();
  }
}
