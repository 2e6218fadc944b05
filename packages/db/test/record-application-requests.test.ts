import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inPoolTransaction, recordApplicationRequests } from '../src';
import {
  MAX_APPLICATIONS,
  MAX_APPLICATIONS_OF_ONE_ACCOUNT,
} from '../src/queries/record-application-requests';
import { createTestDatabase, insertMachine, insertScope, type TestDatabase } from '../src/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const admin = () => db.pool('admin');
const request = (machineId: string, application = 'Example Chat', askedBy = 'ada') => ({
  machineId,
  application,
  askedBy,
});
const record = (...requests: ReturnType<typeof request>[]) =>
  recordApplicationRequests(db.pool('gateway'), requests);

async function kept(machineId: string) {
  const { rows } = await admin().query(
    'select application, asked_by as by, first_asked_at as first, last_asked_at as last from machine_application where machine_id = $1 order by 1',
    [machineId],
  );
  return rows;
}
async function entries(machineId: string) {
  const { rows } = await admin().query(
    `select after, reason, object_name, actor_kind from audit_entry where action = 'application.request' and object_id = $1 order by seq`,
    [machineId],
  );
  return rows;
}
const age = (machineId: string, interval: string) =>
  admin().query(
    'update machine_application set last_asked_at = last_asked_at - $2::interval where machine_id = $1',
    [machineId, interval],
  );

describe('an application that asks', () => {
  it('is kept, and the audit trail says which and for whom', async () => {
    const { id, hostname } = await insertMachine(admin());
    expect(await record(request(id))).toEqual([id]);
    expect(await kept(id)).toMatchObject([{ application: 'Example Chat', by: 'ada' }]);
    expect(await entries(id)).toEqual([
      {
        after: { application: 'Example Chat', askedBy: 'ada' },
        reason: 'Example Chat, run by ada',
        object_name: hostname,
        actor_kind: 'machine',
      },
    ]);
  });

  it('is told to the audit trail once a day, however often it asks', async () => {
    const { id } = await insertMachine(admin());
    for (let time = 0; time < 3; time += 1) await record(request(id), request(id));
    expect(await entries(id)).toHaveLength(1);
    await age(id, '25 hours');
    await record(request(id, 'Example Chat', 'grace'));
    expect(await entries(id)).toHaveLength(2);
    const [row] = await kept(id);
    expect(row).toMatchObject({ by: 'grace' });
    expect(row.last.getTime()).toBeGreaterThanOrEqual(row.first.getTime());
  });

  it('keeps names as they are, and machines apart', async () => {
    const [one, other] = [await insertMachine(admin()), await insertMachine(admin())];
    const name = `<b>"'{},\\ é漢 =1+1`;
    await record(request(one.id, name), request(other.id, 'b'), request(other.id, 'a'));
    expect((await kept(one.id)).map(({ application }) => application)).toEqual([name]);
    expect((await kept(other.id)).map(({ application }) => application)).toEqual(['a', 'b']);
  });

  it('is one of fifty at most: later names are passed over, known ones still count', async () => {
    const { id } = await insertMachine(admin());
    const flood = Array.from({ length: 70 }, (_, index) => request(id, `app ${index}`, `user ${index % 4}`));
    await record(...flood);
    await record(request(id, 'one more'));
    expect(await kept(id)).toHaveLength(MAX_APPLICATIONS);
    expect(await entries(id)).toHaveLength(MAX_APPLICATIONS);
    expect(await record(request(id, 'one more'))).toEqual([]);
    expect(await record(request(id, 'app 0'))).toEqual([id]);
  });

  it('leaves room for those of other accounts, whatever one account asks under', async () => {
    const { id } = await insertMachine(admin());
    const flood = (from: number) =>
      Array.from({ length: 40 }, (_, index) => request(id, `app ${from + index}`, 'mallory'));
    await record(...flood(0));
    await record(...flood(40));
    expect(await kept(id)).toHaveLength(MAX_APPLICATIONS_OF_ONE_ACCOUNT);
    expect(await record(request(id, 'Example Chat', 'grace'))).toEqual([id]);
  });

  it('is not taken of a machine that is retired, and goes with one that is deleted', async () => {
    const { id } = await insertMachine(admin());
    await record(request(id));
    await admin().query(`update machine set status = 'retired', retired_at = now() where id = $1`, [id]);
    expect(await record(request(id, 'late'))).toEqual([]);
    await admin().query('delete from machine where id = $1', [id]);
    expect(await kept(id)).toEqual([]);
  });

  it('is seen by those who see its machine, and written by gateways alone', async () => {
    const scopeId = await insertScope(admin(), 'apart');
    const { id } = await insertMachine(admin(), { scopeId });
    await record(request(id));
    const seen = (scopes: '*' | string[]) =>
      inPoolTransaction(db.pool('web'), { scopes, userId: 'u' }, async (client) => {
        const { rows } = await client.query('select 1 from machine_application where machine_id = $1', [id]);
        return rows.length;
      });
    expect([await seen('*'), await seen([scopeId]), await seen([])]).toEqual([1, 1, 0]);
    for (const role of ['web', 'engine', 'signer'] as const)
      await expect(
        db
          .pool(role)
          .query(
            `insert into machine_application (machine_id, application, asked_by) values ($1, 'x', 'y')`,
            [id],
          ),
      ).rejects.toThrow(/permission denied/);
  });
});
