import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type ReceiptInput, takeReceipts, takeStatuses } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type VerbInput, verbs } from '../src';
import { TestFleet } from './support/fleet';
import { type Planned, plan, running } from './support/planned';

const reason = 'a test';
let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

async function report(rolloutId: string, at?: string) {
  fleet.now = Date.now();
  const asked = { rolloutId, format: 'json' as const, ...(at === undefined ? {} : { at }) };
  return JSON.parse((await verbs['report.export'](fleet.as('auditor'), asked)).body);
}

/** Of a report: when it was made, and what could be done about the rollout that day. */
const OF_THE_DAY = new Set([
  'asOf',
  'generatedAt',
  'noticeOverrides',
  'rollbackOf',
  'rollbacks',
  'policy',
  'noticeDocument',
  'undo',
]);

/** What a report says of its moment. */
const saidIn = (taken: unknown): unknown =>
  JSON.parse(JSON.stringify(taken, (key, value) => (OF_THE_DAY.has(key) ? undefined : value)));

/** The reports that were taken while it went on, each with its moment. */
class Witness {
  readonly seen: { at: string; said: unknown }[] = [];

  constructor(readonly id: string) {}

  /** No news is of the same millisecond as a look. */
  async look(): Promise<void> {
    await wait(5);
    const taken = await report(this.id);
    this.seen.push({ at: taken.asOf, said: saidIn(taken) });
    await wait(5);
  }

  /** What was seen is what is told of each moment now. */
  async holds(): Promise<void> {
    for (const { at, said } of this.seen) {
      const then = await report(this.id, at);
      expect([then.asOf, saidIn(then)]).toEqual([at, said]);
    }
  }
}

const receiptOf = (jobId: string, machineId: string, displayedAt: Date, answeredAt: Date): ReceiptInput => ({
  jobId,
  machineId,
  attempt: 1,
  session: 'tty1',
  userName: 'ada',
  channel: 'terminal',
  language: 'en',
  textSha256: 'a'.repeat(64),
  onAgentAt: displayedAt,
  displayedAt,
  answeredAt,
  answer: 'acknowledged',
  deferredUntil: null,
  deferrals: 0,
  isOverridden: false,
  receivedAt: new Date(),
});
const take = (receipt: ReceiptInput) => takeReceipts(fleet.database.pool('gateway'), [receipt]);

async function lived(planned: Planned, witness: Witness): Promise<void> {
  const [first, second] = [planned.machines[0]![0]!, planned.machines[1]![0]!];
  await witness.look();
  const job = await planned.job(first);
  const now = new Date();
  await take(receiptOf(job.id, first, now, now));
  await witness.look();
  await verbs['rollout.pause'](fleet.as('operator'), { id: planned.id, reason: 'for lunch' });
  await witness.look();
  await verbs['rollout.resume'](fleet.as('operator'), { id: planned.id, reason });
  await witness.look();
  await planned.report(first, 'failed');
  await planned.settle();
  await witness.look();
  await verbs['rollout.resume'](fleet.as('operator'), { id: planned.id, reason });
  await verbs['rollout.retryFailed'](fleet.as('operator'), { id: planned.id, reason });
  await planned.settle();
  await witness.look();
  await planned.report(first, 'verified');
  await planned.settle();
  await witness.look();
  await planned.report(second, 'verified');
  await planned.settle();
  await witness.look();
}

it('is, of any moment since its start, what the report of that moment was', async () => {
  const planned = await running(fleet, [1, 1], { gate: { maxFailures: 1 } });
  const witness = new Witness(planned.id);
  await lived(planned, witness);
  expect(witness.seen.length).toBe(8);
  // All say something else, but for those before the pause and after it.
  expect(new Set(witness.seen.map(({ said }) => JSON.stringify(said))).size).toBe(7);
  await witness.holds();
});

it('tells of a notice that was shown and not answered yet, by the times of its receipt', async () => {
  const planned = await running(fleet, [1]);
  const [machineId = ''] = planned.machines[0]!;
  const { id } = await planned.job(machineId);
  const begun = Date.now();
  await wait(40);
  await take(receiptOf(id, machineId, new Date(begun + 10), new Date(begun + 30)));
  const told = async (ms: number) => {
    const { rollout } = await report(planned.id, new Date(begun + ms).toISOString());
    return rollout.jobs[0].receipts.map(({ answer, answeredAt, user }: Record<string, unknown>) => [
      user,
      answer,
      answeredAt,
    ]);
  };
  expect(await told(0)).toEqual([]);
  expect(await told(20)).toEqual([['ada', 'shown', null]]);
  expect(await told(30)).toEqual([['ada', 'acknowledged', new Date(begun + 30).toISOString()]]);
});

it('says of steps only those that were over, and nothing that was found after them', async () => {
  const planned = await running(fleet, [1]);
  const [machineId = ''] = planned.machines[0]!;
  await planned.begin(machineId);
  await wait(5);
  const before = new Date().toISOString();
  await wait(5);
  await planned.report(machineId, 'verified');
  const [job] = (await report(planned.id, before)).rollout.jobs;
  expect(job).toMatchObject({ steps: [], after: null, finishedAt: null, terminal: false });
  const [today] = (await report(planned.id)).rollout.jobs;
  expect(today).toMatchObject({ steps: [{ outcome: 'done' }], state: 'verified', terminal: true });
});

it('says of a pause what was said of it then, also where a wave was rolled back', async () => {
  const planned = await running(fleet, [1, 1]);
  await planned.report(planned.machines[0]![0]!, 'verified');
  const witness = new Witness(planned.id);
  const rollBack = () =>
    verbs['rollout.rollBack'](fleet.as('operator'), {
      id: planned.id,
      what: { kind: 'wave', wave: 0 },
      reason: 'it broke mail',
      idempotencyKey: randomUUID(),
    });
  await rollBack();
  await witness.look();
  await verbs['rollout.resume'](fleet.as('operator'), { id: planned.id, reason });
  await verbs['rollout.pause'](fleet.as('operator'), { id: planned.id, reason: 'for lunch' });
  await rollBack().catch(() => null);
  await witness.look();
  expect((await report(planned.id, witness.seen[0]!.at)).rollout.pauseReason).toMatch(/is rolled back: it/);
  await witness.holds();
});

it('is that of the start at the very instant of it, whatever was before', async () => {
  const { id } = await running(fleet, [1]);
  await fleet.rows(
    `insert into audit_entry (actor_kind, actor_name, action, object_kind, object_id, before, after, reason, at)
     select 'user', 'ada', 'rollout.pause', 'rollout', id::text, '{"state":"approved"}', '{"state":"paused"}', 'early',
       started_at - interval '1 s' from rollout where id = $1::uuid`,
    [id],
  );
  const { startedAt } = (await report(id)).rollout;
  expect((await report(id, startedAt)).rollout).toMatchObject({ state: 'running', pauseReason: null });
});

it('says nothing that a machine told later, and leaves nothing out whose clock is ahead', async () => {
  const planned = await running(fleet, [1]);
  const [machineId = ''] = planned.machines[0]!;
  const { id } = await planned.job(machineId);
  await fleet.rows(`update job set payload = 'p', signature = 's', signed_at = now() where id = $1`, [id]);
  const inAnHour = new Date(Date.now() + 3_600_000);
  await take(receiptOf(id, machineId, inAnHour, inAnHour));
  const witness = new Witness(planned.id);
  await witness.look();
  const dayAgo = new Date(Date.now() - 86_400_000);
  await takeStatuses(fleet.database.pool('gateway'), [
    {
      machineId,
      jobId: id,
      attempt: 1,
      version: 5,
      state: 'running',
      at: dayAgo,
      receivedAt: new Date(),
      detail: null,
      until: null,
      steps: [
        {
          step: { kind: 'start-service', service: 'miredo' },
          outcome: 'done',
          exitCode: 0,
          output: '',
          startedAt: dayAgo.getTime(),
          finishedAt: dayAgo.getTime(),
        },
      ],
      before: {},
      after: null,
      unmet: [],
      blockers: [],
    },
  ]);
  await witness.look();
  await witness.holds();
  // The page of that machine says the same of the notice.
  for (const { at } of witness.seen) {
    const [job] = (await report(planned.id, at)).rollout.jobs;
    const { receipts } = await verbs['past.machine'](fleet.as('auditor'), { id: machineId, at });
    const told = ({ answer, displayedAt, answeredAt, deferredUntil }: (typeof receipts)[number]) => [
      answer,
      displayedAt,
      answeredAt,
      deferredUntil,
    ];
    expect(receipts.map(told)).toEqual(job.receipts.map(told));
    expect(receipts.map(told)).toEqual([
      ['acknowledged', inAnHour.toISOString(), inAnHour.toISOString(), null],
    ]);
  }
});

describe('a moment that can’t be told of is refused', () => {
  const asked = async (input: Partial<VerbInput<'report.export'>>, rolloutId: string) => {
    fleet.now = Date.now();
    return verbs['report.export'](fleet.as('auditor'), { rolloutId, format: 'csv', ...input });
  };

  it('with the field, and what to do', async () => {
    const { id } = await running(fleet, [1]);
    await expect(asked({ at: '2026-03-29T02:30', timeZone: 'Europe/Oslo' }, id)).rejects.toMatchObject({
      message: expect.stringMatching(/put forward then.*03:00/),
      fields: { at: expect.any(String) },
    });
    await expect(asked({ at: '2099-01-01T00:00:00Z' }, id)).rejects.toThrow(/yet to come/);
    await expect(asked({ at: '2026-03-31T12:00' }, id)).rejects.toMatchObject({
      fields: { timeZone: expect.any(String) },
    });
    await expect(asked({ at: '2026-03-31T12:00:00Z' }, id)).rejects.toMatchObject({
      message: expect.stringMatching(
        /^This rollout had not started at that moment\. It was started at \d{4}-/,
      ),
      fields: { at: 'This rollout had not started at that moment.' },
    });
    await expect(asked({ timeZone: 'Europe/Oslo' }, id)).rejects.toThrow(/no moment is named/);
  });

  it('also of a plan that never started', async () => {
    const { id } = await plan(fleet, [1]);
    await expect(asked({ at: new Date().toISOString() }, id)).rejects.toThrow(/It has not started yet/);
  });
});

it('is not guessed where the entry that would say it was removed', async () => {
  const { id } = await running(fleet, [1]);
  await wait(5);
  const at = new Date().toISOString();
  await wait(5);
  expect((await report(id, at)).rollout.state).toBe('running');
  await fleet.rows('delete from audit_entry where object_id = $1', [id]);
  await fleet.rows(
    `insert into audit_stub (count, hash, oldest_at, newest_at, kept_days, statement, key_id, signature)
     values (1, decode(repeat('00', 32), 'hex'), now(), now(), 30, '{}', repeat('0', 64), decode(repeat('00', 64), 'hex'))`,
  );
  expect((await report(id, at)).rollout.state).toBe('not-kept');
});
