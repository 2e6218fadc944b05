import { afterAll, beforeAll, expect, it } from 'vitest';
import { verbs } from '../src';
import { TestFleet } from './support/fleet';
import { Planned, running } from './support/planned';
import { enforce, IS_OFF, look, RUNS, repairsOf, settleAll } from './support/policies';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

const LABEL = 'kiosks';
const machine = async () => {
  const id = await fleet.machine({ labels: [LABEL] });
  await fleet.connect(id, true, new Date(Date.now() + 60_000));
  await look(fleet, id, RUNS);
  return id;
};

/** What somebody is told who looked two hours ago. */
async function reader() {
  const who = await fleet.person('operator');
  fleet.now = Date.now() - 2 * 60 * 60_000;
  await verbs['overview.visit'](fleet.as(who), {});
  fleet.now = Date.now() + 1000;
  return async (rolloutId: string) =>
    (await verbs['overview.changes'](fleet.as(who), {})).changes
      .filter(({ path }) => path === `/rollouts/${rolloutId}`)
      .map(({ kind, text, good }) => [kind, text, good]);
}

it('tells of a repair, marked as one, what became of its machines', async () => {
  const machines = [await machine(), await machine()];
  const told = await reader();
  const policy = await enforce(fleet, LABEL);
  await settleAll(fleet);
  const [repair] = await repairsOf(fleet, policy.id);
  const started = ['repair', `Repair: Policy of ${LABEL} was started for 2 machines`, null];
  expect(await told(repair!.id)).toEqual([started]);
  const planned = new Planned(fleet, repair!.id, [machines]);
  const [canary] = await fleet.rows<{ id: string }>(
    'select machine_id as id from job where rollout_id = $1',
    [repair!.id],
  );
  await planned.report(canary!.id, 'verified');
  await look(fleet, canary!.id, IS_OFF);
  await settleAll(fleet);
  await planned.report(machines.find((id) => id !== canary!.id)!, 'refused');
  await settleAll(fleet);
  const done = ['repair', `Repair: Policy of ${LABEL} is done, 1 of 2 machines changed, 1 skipped`, true];
  expect(await told(repair!.id)).toEqual(expect.arrayContaining([started, done]));
});

it('tells the same of a planned change, and of one that is paused why', async () => {
  const told = await reader();
  const planned = await running(fleet, [2, 1], { gate: { maxFailures: 1 } });
  await planned.report(planned.machines[0]![0]!, 'verified');
  await planned.report(planned.machines[0]![1]!, 'failed');
  await planned.settle();
  expect(await told(planned.id)).toEqual(
    expect.arrayContaining([
      ['rollout', 'Teredo on was started for 3 machines', null],
      [
        'rollout',
        'Teredo on is paused, 1 of 3 machines changed, 1 failed: Wave 1 has new failures: 1, and 1 pause the rollout.',
        false,
      ],
    ]),
  );
});
