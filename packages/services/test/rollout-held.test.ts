import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { readHeldRollouts } from '../src/alert/conditions/rollout-held';
import { conditionsOf } from './support/conditions';
import { TestFleet } from './support/fleet';
import { askPeople, type Planned, plan, running } from './support/planned';
import { draftOf, submitted } from './support/rollouts';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
});
afterAll(() => fleet.close());

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
const heldIn = async (hours: number, { id }: { id: string }) =>
  (await conditionsOf(fleet, readHeldRollouts, { now: inHours(hours) })).find(
    ({ subject }) => subject === id,
  );
const reason = 'a test';

describe('a rollout that waits for a promotion', () => {
  it('is told of once it has waited for longer than usual since its soak, until somebody promotes it', async () => {
    const gate = { promotion: 'by-hand' as const, soakSeconds: 3600 };
    const planned = await running(fleet, [1, 1], { gate });
    await planned.report(planned.machines[0]![0]!, 'verified');
    await planned.settle();
    await fleet.rows(
      `update rollout_wave set gate_met_at = now() - interval '3 hours' where rollout_id = $1 and number = 0`,
      [planned.id],
    );
    // Its soak was over two hours ago.
    expect(await heldIn(1.9, planned)).toBeUndefined();
    expect(await heldIn(2.1, planned)).toMatchObject({
      kind: 'rollout-held',
      scopeId: fleet.scopeId,
      name: 'Teredo on',
      machines: null,
      text: expect.stringMatching(
        /^Wave 1 waits for somebody to promote it, since \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/,
      ),
    });
    await verbs['settings.set'](fleet.as('admin'), { alertWaitHours: 5 });
    expect(await heldIn(2.1, planned)).toBeUndefined();
    expect(await heldIn(3.1, planned)).toBeDefined();
    await verbs['settings.set'](fleet.as('admin'), { alertWaitHours: 4 });
    await verbs['rollout.promote'](fleet.as('operator'), { id: planned.id, wave: 0, reason });
    await planned.settle();
    expect(await heldIn(9, planned)).toBeUndefined();
  });
});

describe('a rollout whose gate nothing but a person moves on', () => {
  async function nobodyToJudge(): Promise<Planned> {
    const planned = await running(fleet, [1, 1]);
    await planned.report(planned.machines[0]![0]!, 'refused', { touched: false });
    await planned.settle();
    return planned;
  }

  it('is told of at once, and no more where somebody lets it pass', async () => {
    const planned = await nobodyToJudge();
    const text = 'Wave 1 has no machine to judge by. Look why, then override its gate or abort.';
    expect(await heldIn(0, planned)).toMatchObject({ kind: 'rollout-held', text });
    await verbs['rollout.overrideGate'](fleet.as('admin'), { id: planned.id, wave: 0, reason });
    await planned.settle();
    expect(await heldIn(0, planned)).toBeUndefined();
  });

  it('is not told of while it is paused, which is told as that, nor while machines are at it', async () => {
    const planned = await nobodyToJudge();
    await verbs['rollout.pause'](fleet.as('operator'), { id: planned.id, reason });
    expect(await heldIn(9, planned)).toBeUndefined();
    const busy = await running(fleet, [1, 1]);
    expect(await heldIn(9, busy)).toBeUndefined();
  });

  it('keeps no other from being told where its plan can’t be judged', async () => {
    const planned = await nobodyToJudge();
    const broken = await running(fleet, [1, 1]);
    await fleet.rows(`update rollout_wave set gate = '{}' where rollout_id = $1`, [broken.id]);
    expect(await heldIn(0, broken)).toBeUndefined();
    expect(await heldIn(0, planned)).toBeDefined();
  });
});

describe('a plan that waits for approval', () => {
  it('is told of once it has waited for longer than usual since it was submitted, until somebody decides', async () => {
    const label = `l-${randomUUID().slice(0, 8)}`;
    await fleet.machine({ labels: [label] });
    const saved = await submitted(fleet, draftOf(fleet, label));
    await fleet.rows(`update rollout set created_at = now() - interval '2 days' where id = $1`, [saved.id]);
    expect(await heldIn(3.9, saved)).toBeUndefined();
    expect(await heldIn(4.1, saved)).toMatchObject({
      kind: 'rollout-held',
      text: expect.stringMatching(/^Its plan waits for somebody to approve it, since .* UTC\.$/),
    });
    await verbs['rollout.approve'](fleet.as('approver'), saved);
    expect(await heldIn(9, saved)).toBeUndefined();
  });

  it('is told of since it was written where its submission is not on record any more', async () => {
    const planned = await plan(fleet, [1], { state: 'awaiting-approval' });
    await fleet.rows(`update rollout set created_at = now() - interval '2 days' where id = $1`, [planned.id]);
    expect(await heldIn(0, planned)).toMatchObject({ kind: 'rollout-held' });
  });
});

describe('an override of the notice that was asked for', () => {
  const ask = ({ id }: { id: string }) =>
    verbs['rollout.askNoticeOverride'](fleet.as('operator'), { id, reason });

  it('is told of at once with what else its rollout waits for, until a second person has decided', async () => {
    const planned = await running(fleet, [2]);
    await askPeople(fleet, planned);
    fleet.now = Date.now();
    const { id: overrideId } = await ask(planned);
    const text = expect.stringMatching(
      /^Somebody asked to change 2 machines without waiting for an answer\. A second person grants or refuses that; it lapses at .* UTC\.$/,
    );
    expect(await heldIn(0, planned)).toMatchObject({ kind: 'rollout-held', scopeId: fleet.scopeId, text });
    await verbs['rollout.pause'](fleet.as('operator'), { id: planned.id, reason });
    expect(await heldIn(3.9, planned)).toMatchObject({ text });
    await verbs['rollout.grantNoticeOverride'](fleet.as('approver'), { id: planned.id, overrideId, reason });
    expect(await heldIn(0, planned)).toBeUndefined();
  });

  it('is told of no more once it was refused, has lapsed, or its rollout is over', async () => {
    const planned = await running(fleet, [1]);
    await askPeople(fleet, planned);
    const { id: overrideId } = await ask(planned);
    expect(await heldIn(4.1, planned)).toBeUndefined();
    await verbs['rollout.closeNoticeOverride'](fleet.as('approver'), { id: planned.id, overrideId, reason });
    expect(await heldIn(0, planned)).toBeUndefined();
    await ask(planned);
    expect(await heldIn(0, planned)).toBeDefined();
    await verbs['rollout.abort'](fleet.as('operator'), { id: planned.id, reason });
    expect(await heldIn(0, planned)).toBeUndefined();
  });

  it('is one alert with a gate that holds the same rollout', async () => {
    const planned = await running(fleet, [1, 1], { gate: { promotion: 'by-hand' } });
    await planned.report(planned.machines[0]![0]!, 'verified');
    await planned.settle();
    await fleet.rows(
      `update rollout_wave set gate_met_at = now() - interval '9 hours' where rollout_id = $1 and number = 0`,
      [planned.id],
    );
    await fleet.rows(
      `insert into notice_override (rollout_id, scope_id, plan_hash, machines, asked_by_id, asked_at, ask_reason)
       select id, scope_id, plan_hash, 1, 'a', now(), 'x' from rollout where id = $1`,
      [planned.id],
    );
    const found = (await conditionsOf(fleet, readHeldRollouts)).filter(
      ({ subject }) => subject === planned.id,
    );
    expect(found.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^Wave 1 waits for somebody to promote it, since .* UTC\. Somebody asked to change 1 machine /,
      ),
    ]);
  });
});
