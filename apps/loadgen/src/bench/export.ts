import { signInForCookie } from '@teredo-fleet/dev-env';
import { Client } from 'pg';
import { bundleOfMany } from './export/bundle-of-many';
import { findCopy } from './export/copy-rows';
import { exportRounds } from './export/export-rounds';
import { fillRollout } from './export/fill-rollout';
import { fillTrail, untilLinked } from './export/fill-trail';
import { ADMIN, startFleetUnderTest } from './fleet-under-test';
import { print, printMachine } from './output';

const ROWS = 1_000_000;
const MACHINES = 100_000;

const perSecond = (count: number, ms: number) => ((count * 1000) / ms).toFixed(0);

/**
 * `npm run bench -- export [rows] [machines]`: the audit trail as the server gives it out beside PostgreSQL's own COPY of the
 * same rows, and the evidence bundle of a rollout with so many machines.
 */
export async function benchExport([rows, machines]: readonly string[]): Promise<void> {
  const counts = { rows: Number(rows ?? ROWS), machines: Number(machines ?? MACHINES) };
  const fleet = await startFleetUnderTest();
  const database = new Client(fleet.databaseUrl);
  try {
    await database.connect();
    const cookie = await signInForCookie(fleet.server.url, ADMIN);
    printMachine();
    await fillTrail(database, counts.rows);
    print(
      `${counts.rows} entries, linked at ${perSecond(counts.rows, await untilLinked(database))} a second`,
    );
    await exportRounds(fleet, { cookie, copy: await findCopy(fleet.databaseUrl), rows: counts.rows });
    if (counts.machines === 0) return;
    const rolloutId = await fillRollout(database, counts.machines);
    await untilLinked(database);
    print(`the bundle of a rollout of ${counts.machines} machines`);
    await bundleOfMany({ fleet, database, cookie }, rolloutId);
  } finally {
    await database.end();
    await fleet.stop();
  }
}
