import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
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
