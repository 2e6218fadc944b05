import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { OFF, toggle } from './support/changes';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

const reason = 'nobody knows this computer';
const refuse = (ids: string[], as: 'operator' | 'viewer' = 'operator') =>
  verbs['machine.refuse'](fleet.as(as), { ids, reason });
const statusOf = async (id: string) => {
  const { status, statusReason } = await verbs['machine.get'](fleet.as('viewer'), { id });
  return { status, statusReason };
};

describe('machine.refuse', () => {
  it('keeps out every machine that waits, with the reason', async () => {
    const ids = [await fleet.machine({ status: 'pending' }), await fleet.machine({ status: 'pending' })];
    const { refused } = await refuse([...ids, ids[0]!]);
    expect([...refused].sort()).toEqual([...ids].sort());
    for (const id of ids) expect(await statusOf(id)).toEqual({ status: 'retired', statusReason: reason });
  });

  it('refuses once: a second time is the same and no second entry', async () => {
    const id = await fleet.machine({ status: 'pending' });
    await refuse([id]);
    expect(await refuse([id])).toEqual({ refused: [] });
    const { rows } = await verbs['audit.list'](fleet.as('auditor'), { filter: { object: id } });
    expect(rows.filter(({ action }) => action === 'machine.refuse')).toHaveLength(1);
  });

  it('ends what is open on each of them, and writes down at each what it was', async () => {
    const ids = [await fleet.machine(), await fleet.machine(), await fleet.machine()];
    const begun = [await toggle(fleet, ids[0]!), await toggle(fleet, ids[1]!, { desired: OFF })];
    await fleet.admin.query(`update machine set status = 'pending' where id = any($1::uuid[])`, [ids]);
    await refuse(ids);
    const entries = await Promise.all(ids.map(async (id) => (await fleet.entries(id)).at(-1)));
    expect(entries.map((entry) => entry?.after)).toEqual([
      { status: 'retired', endedJobs: [begun[0]!.jobId] },
      { status: 'retired', endedJobs: [begun[1]!.jobId] },
      { status: 'retired', endedJobs: [] },
    ]);
    for (const id of ids) {
      expect((await verbs['machine.get'](fleet.as('viewer'), { id })).desired).toBeNull();
    }
    const asked = await fleet.rows(
      `select kind from machine_request where machine_id = any($1::uuid[]) and kind = 'disconnect'`,
      [ids],
    );
    expect(asked).toHaveLength(3);
  });

  it('leaves all as they were where one has been accepted meanwhile, and names it', async () => {
    const waits = await fleet.machine({ status: 'pending' });
    const accepted = await fleet.machine({ hostname: 'IN-USE', status: 'active' });
    await expect(refuse([waits, accepted])).rejects.toThrow(/IN-USE is active.*Retire it/);
    expect(await statusOf(waits)).toMatchObject({ status: 'pending' });
  });

  it('is for operators, and for machines that are there', async () => {
    const id = await fleet.machine({ status: 'pending' });
    await expect(refuse([id], 'viewer')).rejects.toThrow(/role/);
    await expect(refuse(['00000000-0000-4000-8000-000000000000'])).rejects.toThrow();
  });
});
