import {
  createTestDatabase,
  insertMachine,
  insertRollout,
  type TestDatabase,
} from '@teredo-fleet/db/testing';
import { conditionSources, type ServedCertificate } from '@teredo-fleet/services';
import { pino } from 'pino';
import { afterEach, beforeEach } from 'vitest';
import { alertsRound } from '../../src/engine/engine';

/** A log that nobody reads. */
export const silent = pino({ enabled: false });

/** An engine's rounds of alerts over a database of each test's own. */
export function useAlertBench() {
  let database: TestDatabase;
  let certificate: ServedCertificate | null = null;
  beforeEach(async () => {
    database = await createTestDatabase();
    certificate = null;
    await sql(
      `insert into setting (key, value) values ('addresses', '{"publicUrl":"https://fleet.example.com"}')`,
    );
  });
  afterEach(() => database.drop());

  const admin = () => database.pool('admin');
  const sql = (text: string, values: unknown[] = []) => admin().query(text, values);
  const rowsOf = async (text: string) => (await sql(text)).rows;
  const sources = conditionSources(async () => certificate);

  return {
    admin,
    engine: () => database.pool('engine'),
    sql,
    rowsOf,
    sources,
    /** What the server answers with from now on. */
    serve(served: ServedCertificate | null): void {
      certificate = served;
    },
    /** One round. */
    decide: () => alertsRound(database.pool('engine'), { sources, send: () => undefined, log: silent })(),
    /** All that are on record, the first one first. */
    alerts: () =>
      rowsOf(
        'select kind, name, machines, out_of, before, text, ended_at is not null as ended from alert order by id',
      ),
    /** A rollout that stands still, which is an alert. */
    async paused(reason = 'Wave 1 has new failures: 3, and 3 pause the rollout.') {
      const { scopeId } = await insertMachine(admin());
      const rollout = await insertRollout(admin(), scopeId);
      await sql(
        `update rollout set name = 'Off on the desks', state = 'paused', pause_reason = $2 where id = $1`,
        [rollout.id, reason],
      );
      return { id: rollout.id, scopeId };
    },
    resume: (id: string) =>
      sql(`update rollout set state = 'running', pause_reason = null where id = $1`, [id]),
  };
}
