import { takeReceipts } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import type { MemberFilter } from '../src/inputs/running-inputs';
import { TestFleet } from './support/fleet';
import { type Planned, running } from './support/planned';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

const SENT_ONLY = 0;
const ON_MACHINE = 1;

/** What one session of a machine answered, in one round. `seen`: the channel knows that it was displayed. */
async function answer(
  planned: Planned,
  machineId: string,
  said: { answer: string; session?: string; round?: number; seen?: boolean },
): Promise<void> {
  const { id, attempt } = await planned.job(machineId);
  const at = new Date();
  await takeReceipts(fleet.database.pool('gateway'), [
    {
      machineId,
      jobId: id,
      attempt,
      session: said.session ?? '1',
      userName: 'Ada',
      channel: 'desktop-dialog',
      language: 'en',
      textSha256: 'ab'.repeat(32),
      onAgentAt: at,
      displayedAt: said.seen === false ? null : at,
      answeredAt: at,
      answer: said.answer,
      deferredUntil: null,
      deferrals: said.round ?? 0,
      isOverridden: false,
      receivedAt: at,
    },
  ]);
}

const offer = async (planned: Planned, machineId: string, version = 0) => {
  const { id } = await planned.job(machineId);
  await fleet.rows(
    `update job set payload = 'p', signature = 's', signed_at = now(), offered_at = now(), status_version = $2 where id = $1`,
    [id, version],
  );
};

const viewer = () => fleet.as('viewer');
const funnel = ({ id }: Planned) => verbs['rollout.notices'](viewer(), { id });
const listed = async ({ id }: Planned, filter: MemberFilter) => {
  const { rows, total } = await verbs['rollout.members'](viewer(), { id, filter });
  expect(rows).toHaveLength(total);
  return rows.map(({ machine }) => machine.id);
};

/** Nine machines in a wave, each with another fate; a shut wave of two. */
async function told(): Promise<Planned> {
  const planned = await running(fleet, [9, 2]);
  const machines = planned.machines[0]!;
  for (const [n, machine] of machines.entries()) await offer(planned, machine, n === SENT_ONLY ? 0 : 1);
  const [, , agreed, putOff, mixed, silent, nobody, blind, again] = machines;
  await answer(planned, agreed!, { answer: 'acknowledged' });
  await answer(planned, putOff!, { answer: 'deferred' });
  await answer(planned, mixed!, { answer: 'acknowledged', session: '1' });
  await answer(planned, mixed!, { answer: 'refused', session: '2' });
  await answer(planned, silent!, { answer: 'timed-out' });
  await answer(planned, nobody!, { answer: 'nobody-logged-on', session: 'none', seen: false });
  await answer(planned, blind!, { answer: 'informed', seen: false });
  await answer(planned, again!, { answer: 'deferred' });
  await answer(planned, again!, { answer: 'closed', round: 1 });
  return planned;
}

describe('how far the notices of a rollout came', () => {
  it('counts each machine once in each step, and once among the answers', async () => {
    const { total, waves } = await funnel(await told());
    const answers = {
      informed: 1,
      acknowledged: 1,
      deferred: 1,
      refused: 1,
      unanswered: 2,
      nobody: 1,
      overridden: 0,
      notShown: 0,
    };
    const steps = { sent: 9, onMachine: 8, shown: 5 };
    expect(total).toEqual({ planned: 11, ...steps, answers: { ...answers, noWord: 4, neverTold: 0 } });
    expect(waves[0]).toEqual({ planned: 9, ...steps, answers: { ...answers, noWord: 2, neverTold: 0 } });
    expect(waves[1]).toMatchObject({ planned: 2, sent: 0, onMachine: 0, shown: 0 });
  });

  it('has a list behind every number', async () => {
    const planned = await told();
    const { total, waves } = await funnel(planned);
    const { sent, onMachine, shown, answers } = total;
    const numbers: Record<NonNullable<MemberFilter['notice']>, number> = {
      sent,
      'on-machine': onMachine,
      shown,
      informed: answers.informed,
      acknowledged: answers.acknowledged,
      deferred: answers.deferred,
      refused: answers.refused,
      unanswered: answers.unanswered,
      nobody: answers.nobody,
      overridden: answers.overridden,
      'not-shown': answers.notShown,
      'no-word': answers.noWord,
      'never-told': answers.neverTold,
    };
    for (const [notice, number] of Object.entries(numbers)) {
      const filter = { notice: notice as NonNullable<MemberFilter['notice']> };
      expect(await listed(planned, filter), notice).toHaveLength(number);
    }
    const first = await listed(planned, { notice: 'sent', wave: 0 });
    expect(first).toHaveLength(waves[0]!.sent);
    expect(await listed(planned, { notice: 'on-machine' })).toContain(planned.machines[0]![ON_MACHINE]);
    expect(await listed(planned, { notice: 'on-machine' })).not.toContain(planned.machines[0]![SENT_ONLY]);
  });

  it('leaves out who is left alone, in numbers and lists', async () => {
    const planned = await told();
    const machine = planned.machines[0]![SENT_ONLY]!;
    await fleet.rows(
      `update rollout_member set excluded = '{"kind":"by-hand"}' where rollout_id = $1 and machine_id = $2`,
      [planned.id, machine],
    );
    expect((await funnel(planned)).total).toMatchObject({ planned: 10, sent: 8 });
    expect(await listed(planned, { notice: 'sent' })).not.toContain(machine);
  });

  it('tells who is to hear yet from who never will', async () => {
    const planned = await told();
    await planned.report(planned.machines[0]![ON_MACHINE]!, 'already-compliant', { touched: false });
    expect((await funnel(planned)).total.answers).toMatchObject({ noWord: 3, neverTold: 1 });
    expect(await listed(planned, { notice: 'never-told' })).toEqual([planned.machines[0]![ON_MACHINE]]);
    expect(await listed(planned, { notice: 'no-word' })).toHaveLength(3);
  });

  it('counts the attempt that counts and no earlier one', async () => {
    const planned = await running(fleet, [1], { gate: { maxFailures: 9, maxFailPercent: 100 } });
    const [machine] = planned.machines[0]!;
    await answer(planned, machine!, { answer: 'acknowledged' });
    await planned.report(machine!, 'failed');
    await verbs['rollout.retryFailed'](fleet.as('operator'), { id: planned.id, reason: 'once more' });
    expect((await funnel(planned)).total).toMatchObject({ planned: 1, onMachine: 0, shown: 0 });
  });

  it('is not found for a stranger', async () => {
    const other = '00000000-0000-7000-8000-000000000000';
    await expect(verbs['rollout.notices'](viewer(), { id: other })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
