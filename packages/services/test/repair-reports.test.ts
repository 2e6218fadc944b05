import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { verbs } from '../src';
import { readBundleSource } from '../src/evidence/bundle-report';
import { TestFleet } from './support/fleet';
import { enforce, look, RUNS, repairsOf, settleAll } from './support/policies';

let fleet: TestFleet;
let machineId = '';
let repairId = '';

beforeAll(async () => {
  fleet = await TestFleet.create();
});
beforeEach(async () => {
  machineId = await fleet.machine({ labels: ['kiosk'] });
  await fleet.connect(machineId, true, new Date(Date.now() + 60_000));
  await look(fleet, machineId, RUNS);
  const { id } = await enforce(fleet, 'kiosk');
  await settleAll(fleet);
  repairId = (await repairsOf(fleet, id))[0]!.id;
});
afterAll(() => fleet.close());

const approver = () => fleet.people.get('approver')!.name;

it('a repair is told apart from a planned change, with who said yes to its policy, wherever it is reported', async () => {
  const view = await verbs['rollout.get'](fleet.as('viewer'), { id: repairId });
  expect(view.approvals).toMatchObject([{ approver: approver(), kind: 'policy' }]);

  const csv = await verbs['report.export'](fleet.as('auditor'), { rolloutId: repairId, format: 'csv' });
  expect(csv.body).toContain(`${approver()} (policy)`);

  const { report } = await readBundleSource(fleet.database.pool('engine'), {
    rolloutId: repairId,
    generatedBy: 'Ada',
  });
  expect(report.rollout.kind).toBe('repair');
  expect(report.approvals).toMatchObject([
    { approver: { name: approver() }, kind: 'policy', voidedAt: null },
  ]);

  const { items } = await verbs['machine.timeline'](fleet.as('viewer'), { id: machineId });
  expect(items).toContainEqual(
    expect.objectContaining({ title: 'Repair requested', detail: 'Repair: Policy of kiosk' }),
  );
});
