import { afterAll, beforeAll } from 'vitest';
import {
  createTestDatabase,
  insertJob,
  insertMachine,
  insertRollout,
  type JobRest,
  type TestDatabase,
} from '../../src/testing';

/** A database of the calling test file's own, with what tests of jobs make and look at in it. */
export function useJobDatabase() {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  const pool: TestDatabase['pool'] = (part) => db.pool(part);
  const admin = () => pool('admin');
  return {
    database: () => db,
    pool,
    admin,

    /** A machine with one job in a rollout of its own. */
    async makeJob(
      rest: JobRest = {},
      rolloutRest: { state?: string } = {},
      machineRest: { status?: string } = {},
    ) {
      const machine = await insertMachine(admin(), machineRest);
      const rollout = await insertRollout(admin(), machine.scopeId, rolloutRest);
      const job = await insertJob(admin(), rollout, machine, rest);
      return { machine, rollout, job };
    },

    async jobRow(id: string) {
      return (await admin().query('select * from job where id = $1', [id])).rows[0];
    },

    async clearJobs(): Promise<void> {
      await admin().query('delete from job');
    },

    /** Actions of the audit entries about one object, oldest first. */
    async actionsOn(id: string): Promise<string[]> {
      const { rows } = await admin().query<{ action: string }>(
        'select action from audit_entry where object_id = $1 order by seq',
        [id],
      );
      return rows.map((row) => row.action);
    },
  };
}
