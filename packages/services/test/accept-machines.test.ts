import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

const accept = (ids: string[], as: 'operator' | 'viewer' = 'operator') =>
  verbs['machine.accept'](fleet.as(as), { ids });
const refuse = (ids: string[]) =>
  verbs['machine.refuse'](fleet.as('operator'), { ids, reason: 'nobody knows this computer' });
const statusOf = async (id: string) => (await verbs['machine.get'](fleet.as('viewer'), { id })).status;
const waiting = (hostname?: string) =>
  fleet.machine({ status: 'pending', ...(hostname === undefined ? {} : { hostname }) });
const newestRefusal = async (action: string) =>
  (
    await fleet.rows<{ objectId: string | null; after: unknown }>(
      `select object_id as "objectId", after from audit_entry where outcome = 'refused' and action = '${action}'
       order by seq desc limit 1`,
    )
  )[0];

describe('machine.accept', () => {
  it('lets every machine in that waits', async () => {
    const ids = [await waiting(), await waiting()];
    const { accepted } = await accept([...ids, ids[0]!]);
    expect([...accepted].sort()).toEqual([...ids].sort());
    for (const id of ids) expect(await statusOf(id)).toBe('active');
  });

  it('accepts once: a second time is the same and no second entry', async () => {
    const id = await waiting();
    await accept([id]);
    expect(await accept([id])).toEqual({ accepted: [] });
    const { rows } = await verbs['audit.list'](fleet.as('auditor'), { filter: { object: id } });
    expect(rows.filter(({ action }) => action === 'machine.accept')).toHaveLength(1);
  });

  it('takes in who waits beside one that another admin has accepted already', async () => {
    const ids = [await waiting(), await fleet.machine({ status: 'active' })];
    expect(await accept(ids)).toEqual({ accepted: [ids[0]] });
  });

  it('leaves all as they were where one has been refused meanwhile, and names it with the reason', async () => {
    const waits = await waiting();
    const refused = await waiting('TWO-5');
    await refuse([refused]);
    await expect(accept([waits, refused])).rejects.toThrow(
      /TWO-5 was refused.*nobody knows this computer.*Nothing was accepted/,
    );
    expect(await statusOf(waits)).toBe('pending');
    expect(await statusOf(refused)).toBe('retired');
  });

  it('leaves all as they were where one is quarantined', async () => {
    const waits = await waiting();
    const twice = await fleet.machine({ hostname: 'TWICE', status: 'quarantined' });
    await expect(accept([waits, twice])).rejects.toThrow(/TWICE is quarantined.*Nothing was accepted/);
    expect(await statusOf(waits)).toBe('pending');
  });

  it('never both accepts and refuses, when two admins press at once', async () => {
    const id = await waiting('BOTH');
    const [accepted, refused] = await Promise.allSettled([accept([id]), refuse([id])]);
    expect([accepted.status, refused.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(await statusOf(id)).toBe(accepted.status === 'fulfilled' ? 'active' : 'retired');
  });

  it('is for operators, and for machines that are there', async () => {
    const id = await waiting();
    await expect(accept([id], 'viewer')).rejects.toThrow(/role/);
    await expect(accept(['00000000-0000-4000-8000-000000000000'])).rejects.toThrow(/no such machine/);
  });
});

describe('the audit trail of what was not accepted or refused', () => {
  it('says which machine it was', async () => {
    const id = await waiting();
    await refuse([id]);
    await expect(accept([id])).rejects.toThrow();
    expect(await newestRefusal('machine.accept')).toEqual({ objectId: id, after: null });
  });

  it('says which machines they were, a hundred at most', async () => {
    const ids = [await waiting(), await fleet.machine({ status: 'active' })];
    await expect(refuse(ids)).rejects.toThrow();
    expect(await newestRefusal('machine.refuse')).toEqual({ objectId: null, after: { ids } });
    const many = Array.from(
      { length: 130 },
      (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    );
    await expect(accept(many)).rejects.toThrow();
    expect(await newestRefusal('machine.accept')).toEqual({
      objectId: null,
      after: { ids: many.slice(0, 100) },
    });
  });

  it('keeps nothing of it that is no id', async () => {
    const ids = ['no id, but a long story', '{"also": 1}'];
    await expect(accept(ids, 'viewer')).rejects.toThrow(/role/);
    expect(await newestRefusal('machine.accept')).toEqual({ objectId: null, after: null });
  });
});
