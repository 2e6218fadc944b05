import { expect, it } from 'vitest';
import { verbs } from '../src';
import { readHeldPolicies } from '../src/alert/conditions/policy-held';
import { readHeldRollouts } from '../src/alert/conditions/rollout-held';
import { conditionsOf } from './support/conditions';
import type { TestFleet } from './support/fleet';
import { askPeople } from './support/planned';
import {
  approve,
  enforce,
  machineSeen,
  RUNS,
  repairsOf,
  save,
  settleAll,
  usePolicyFleet,
} from './support/policies';

let fleet: TestFleet;
let label = '';
usePolicyFleet((scene) => {
  ({ fleet, label } = scene);
});

const HOUR_MS = 3_600_000;
const heldIn = async (hours: number, { id }: { id: string }) =>
  (await conditionsOf(fleet, readHeldPolicies, { now: new Date(fleet.now + hours * HOUR_MS) })).find(
    ({ subject }) => subject === id,
  );
const reason = 'a test';

it('tells of a plan that nobody has approved for longer than usual, until somebody does', async () => {
  const saved = await save(fleet, label);
  expect(await heldIn(3.9, saved)).toBeUndefined();
  expect(await heldIn(4.1, saved)).toMatchObject({
    kind: 'policy-held',
    scopeId: fleet.scopeId,
    text: expect.stringMatching(/^Its plan waits for somebody to approve it, since .* UTC\.$/),
  });
  await approve(fleet, saved);
  expect(await heldIn(9, saved)).toBeUndefined();
});

it('tells of no plan that only looks, nor of one that is retired', async () => {
  const audited = await save(fleet, label, { mode: 'audit' });
  expect(await heldIn(9, audited)).toBeUndefined();
  const enforced = await save(fleet, label, { name: 'Another' });
  await verbs['policy.retire'](fleet.as('operator'), { id: enforced.id, reason });
  expect(await heldIn(9, enforced)).toBeUndefined();
});

it('tells at once of an approval that counts no more, as nothing is repaired', async () => {
  const saved = await save(fleet, label);
  const approver = await fleet.person('approver');
  await approve(fleet, saved, approver);
  expect(await heldIn(0, saved)).toBeUndefined();
  await fleet.rows('update "user" set disabled_at = now() where id = $1', [approver.id]);
  expect(await heldIn(0, saved)).toMatchObject({
    text: 'Whoever approved its plan may do so no more, and nothing is repaired until somebody else approves it.',
  });
});

it('tells of an override that was asked for of its repair as its own, until a second person has decided', async () => {
  for (let n = 0; n < 2; n += 1) await machineSeen(fleet, [label], RUNS);
  const policy = await enforce(fleet, label);
  await settleAll(fleet);
  const [repair] = await repairsOf(fleet, policy.id);
  await askPeople(fleet, repair!);
  const { id: overrideId } = await verbs['rollout.askNoticeOverride'](fleet.as('operator'), {
    id: repair!.id,
    reason,
  });
  expect(await heldIn(0, policy)).toMatchObject({
    text: expect.stringMatching(
      /^Of its repair: Somebody asked to change 1 machine without waiting for an answer\./,
    ),
  });
  expect((await conditionsOf(fleet, readHeldRollouts)).map(({ subject }) => subject)).not.toContain(
    repair!.id,
  );
  await verbs['rollout.closeNoticeOverride'](fleet.as('approver'), { id: repair!.id, overrideId, reason });
  expect(await heldIn(0, policy)).toBeUndefined();
});
