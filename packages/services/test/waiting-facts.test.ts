import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type Role, verbs } from '../src';
import { enrol, machineOf, makeToken, newKey } from './support/agents';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
});
afterAll(() => fleet.close());

const REASON = 'nobody knows this computer';
const MANUAL = { autoAccept: false, label: 'Reception' };

type Facts = NonNullable<Parameters<typeof enrol>[3]>;

const arrive = async (facts: Facts = {}, key = newKey()) =>
  machineOf(enrol(fleet, await makeToken(fleet, MANUAL), key, facts));
const refuse = (id: string) => verbs['machine.refuse'](fleet.as('operator'), { ids: [id], reason: REASON });
const accept = (id: string) => verbs['machine.accept'](fleet.as('operator'), { ids: [id] });
const list = (as: Actor | Role = 'viewer') =>
  verbs['machine.list'](fleet.as(as), { filter: { status: ['pending'] }, limit: 100 });
const rowOf = async (id: string, as: Actor | Role = 'viewer') =>
  (await list(as)).rows.find((row) => row.id === id)!;
const remarksOf = async (id: string, as: Actor | Role = 'viewer') => (await rowOf(id, as)).waiting!.remarks;

describe('a machine that waits', () => {
  it('is shown with when, from where and by which token it enrolled', async () => {
    const id = await arrive();
    const row = await rowOf(id);
    expect(Date.parse(row.enrolledAt)).toBeGreaterThan(Date.now() - 60_000);
    expect(row.waiting).toEqual({ from: '192.0.2.7', tokenLabel: 'Reception', remarks: [] });
    expect((await verbs['machine.get'](fleet.as('viewer'), { id })).waiting).toEqual(row.waiting);
  });

  it('says nothing of a machine that does not wait', async () => {
    const id = await arrive();
    await accept(id);
    expect((await verbs['machine.get'](fleet.as('viewer'), { id })).waiting).toBeNull();
  });

  it('was refused before under its own key, by whom and why', async () => {
    const key = newKey();
    const id = await arrive({}, key);
    await refuse(id);
    await arrive({}, key);
    expect(await remarksOf(id)).toEqual([
      {
        kind: 'refused-before',
        at: expect.any(String),
        by: fleet.people.get('operator')!.name,
        reason: REASON,
        machine: { id, hostname: expect.any(String), status: 'pending' },
      },
    ]);
  });

  it('was refused before on the same hardware, and that record is told of once', async () => {
    const hardwareId = randomUUID();
    const refused = await arrive({ hardwareId, hostname: 'BEFORE' });
    await refuse(refused);
    const id = await arrive({ hardwareId });
    expect(await remarksOf(id)).toMatchObject([
      { kind: 'refused-before', machine: { id: refused, hostname: 'BEFORE', status: 'retired' } },
    ]);
  });

  it('was not refused where a person let that hardware in later', async () => {
    const hardwareId = randomUUID();
    await refuse(await arrive({ hardwareId }));
    const accepted = await arrive({ hardwareId });
    await accept(accepted);
    const id = await arrive({ hardwareId });
    expect(await remarksOf(id)).toMatchObject([
      { kind: 'same-hardware', machine: { id: accepted, status: 'active' }, more: 1 },
    ]);
  });

  it('has the name of a machine that is in the fleet, in whatever case', async () => {
    const hostname = `Front-${randomUUID().slice(0, 8)}`;
    await fleet.machine({ hostname, status: 'retired' });
    await fleet.machine({ hostname, status: 'pending' });
    const known = await fleet.machine({ hostname: hostname.toUpperCase() });
    const id = await arrive({ hostname });
    expect(await remarksOf(id)).toEqual([
      {
        kind: 'same-hostname',
        machine: { id: known, hostname: hostname.toUpperCase(), status: 'active' },
        more: 0,
      },
    ]);
  });

  it('tells nothing of machines that the reader may not see', async () => {
    const hardwareId = randomUUID();
    const elsewhere = await makeToken(fleet, { ...MANUAL, scopeId: fleet.scopeId });
    const facts = { hardwareId, hostname: `twin-${hardwareId.slice(0, 8)}` };
    const other = await machineOf(enrol(fleet, elsewhere, newKey(), facts));
    await refuse(other);
    await fleet.machine({ hostname: facts.hostname });
    const id = await arrive(facts);
    const limited = await fleet.person('operator', [fleet.otherScopeId]);
    expect(await remarksOf(id)).toMatchObject([{ kind: 'refused-before' }, { kind: 'same-hostname' }]);
    expect(await remarksOf(id, limited)).toEqual([]);
  });
});
