import { openNudges, takeReceipts } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type VerbInput, verbs } from '../src';
import { toggle } from './support/changes';
import { TestFleet } from './support/fleet';
import { type Planned, running } from './support/planned';

const MINUTE_MS = 60_000;
const reason = 'the maintenance is tonight';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
});
afterAll(() => fleet.close());

type Nudge = Omit<VerbInput<'rollout.nudge'>, 'id' | 'reason'>;
const nudge = ({ id }: { id: string }, rest: Nudge = {}) =>
  verbs['rollout.nudge'](fleet.as('operator'), { id, reason, ...rest });
const preview = ({ id }: { id: string }, rest: Nudge = {}) =>
  verbs['rollout.nudgePreview'](fleet.as('viewer'), { id, ...rest });
const toldTo = (...machines: string[]) => openNudges(fleet.database.pool('gateway'), machines);

/** What the agent of a machine last said of its notice. */
async function says(jobId: string, state: string, untilMs: number | null = null): Promise<void> {
  await fleet.rows(
    `update job set payload = 'p', signature = 's', signed_at = now(), offered_at = now(), status_version = 2, state = $2,
       until = $3 where id = $1`,
    [jobId, state, untilMs === null ? null : new Date(fleet.now + untilMs)],
  );
}

/** The notice waits to be shown again. */
const unanswered = (jobId: string) => says(jobId, 'notifying', 10 * MINUTE_MS);

async function answer(
  planned: Planned,
  machineId: string,
  said: { answer: string; session: string; round?: number; untilMs?: number },
): Promise<void> {
  const { id, attempt } = await planned.job(machineId);
  const at = new Date(fleet.now);
  await takeReceipts(fleet.database.pool('gateway'), [
    {
      machineId,
      jobId: id,
      attempt,
      session: said.session,
      userName: null,
      channel: 'desktop-dialog',
      language: 'en',
      textSha256: 'ab'.repeat(32),
      onAgentAt: at,
      displayedAt: at,
      answeredAt: at,
      answer: said.answer,
      deferredUntil: said.untilMs === undefined ? null : new Date(fleet.now + said.untilMs),
      deferrals: said.round ?? 0,
      isOverridden: false,
      receivedAt: at,
    },
  ]);
}

const NOBODY_LEFT = { putOff: 0, isUp: 0, nobody: 0, lately: 0, notYet: 0, over: 0 };

describe('a nudge', () => {
  it('is for machines whose notice was not answered, and its preview tells of every other why not', async () => {
    const planned = await running(fleet, [8, 1]);
    const [[again, deferred, mixed, up, alone, sent, begun, away] = [], [waits] = []] = planned.machines;
    const jobOf = async (machine: string | undefined) => (await planned.job(machine!)).id;
    await unanswered(await jobOf(again));
    await says(await jobOf(deferred), 'deferred', 60 * MINUTE_MS);
    await answer(planned, mixed!, { session: '1', answer: 'timed-out' });
    await answer(planned, mixed!, { session: '2', answer: 'deferred', untilMs: 60 * MINUTE_MS });
    await unanswered(await jobOf(mixed));
    await says(await jobOf(up), 'notifying');
    await answer(planned, alone!, { session: 'none', answer: 'nobody-logged-on' });
    await says(await jobOf(alone), 'notifying');
    expect((await planned.job(sent!)).state).toBe('requested');
    await planned.begin(begun!);
    await unanswered(await jobOf(away));
    await fleet.rows('update machine_contact set connected = false where machine_id = $1', [away]);
    const expected = {
      machines: 2,
      away: 1,
      leftAlone: { ...NOBODY_LEFT, putOff: 2, isUp: 1, nobody: 1, notYet: 2, over: 1 },
    };
    expect(await preview(planned)).toEqual(expected);
    expect(await preview(planned, { filter: { wave: 1 } })).toMatchObject({
      machines: 0,
      leftAlone: { notYet: 1 },
    });
    expect(await nudge(planned)).toEqual(expected);
    const told = await toldTo(...planned.machines.flat());
    expect(told.map(({ machineId }) => machineId).sort()).toEqual([again!, away!].sort());
    expect(told[0]).toMatchObject({ attempt: 1, at: new Date(fleet.now) });
    const entry = (await fleet.entries(planned.id)).at(-1)!;
    expect(entry).toMatchObject({ action: 'rollout.nudge', outcome: 'done', reason });
    expect(entry.after).toMatchObject({ machines: 2, away: 1, leftAlone: { putOff: 2 } });
    expect(waits).toBeDefined();
  });

  it('asks the people of a machine once in a quarter of an hour, however many press at once', async () => {
    const planned = await running(fleet, [1]);
    const [[machine] = []] = planned.machines;
    await unanswered((await planned.job(machine!)).id);
    const asked = await Promise.allSettled(Array.from({ length: 4 }, () => nudge(planned)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await preview(planned)).toMatchObject({ machines: 0, leftAlone: { lately: 1 } });
    const first = fleet.now;
    fleet.now += 14 * MINUTE_MS;
    await expect(nudge(planned)).rejects.toMatchObject({ code: 'conflict' });
    fleet.now += 2 * MINUTE_MS;
    expect(await nudge(planned)).toMatchObject({ machines: 1 });
    expect(await toldTo(machine!)).toMatchObject([{ at: new Date(first + 16 * MINUTE_MS) }]);
  });

  it('is for one machine, and for those of a filter', async () => {
    const planned = await running(fleet, [3]);
    const [[one, two, three] = []] = planned.machines;
    for (const machine of [one, two, three]) await unanswered((await planned.job(machine!)).id);
    expect(await nudge(planned, { machineIds: [two!] })).toMatchObject({ machines: 1 });
    expect((await toldTo(one!, two!, three!)).map(({ machineId }) => machineId)).toEqual([two]);
    expect(await nudge(planned, { filter: { notice: 'no-word' } })).toMatchObject({
      machines: 2,
      leftAlone: { lately: 1 },
    });
    await expect(nudge(planned, { filter: {}, machineIds: [one!] })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('is for a change of one machine too', async () => {
    const machineId = await fleet.machine();
    const { rolloutId, jobId } = await toggle(fleet, machineId);
    await expect(nudge({ id: rolloutId })).rejects.toMatchObject({ code: 'conflict' });
    await unanswered(jobId);
    expect(await nudge({ id: rolloutId })).toMatchObject({ machines: 1 });
    expect(await toldTo(machineId)).toHaveLength(1);
  });

  it('is told no more once the notice is answered, the change has begun, was cancelled or its time is over', async () => {
    const changes: [string, string][] = [
      ['answered', `state = 'waiting-window'`],
      ['put off', `state = 'deferred'`],
      ['begun', `go_granted_at = now(), go_ask_id = uuidv7()`],
      ['cancelled', 'cancel_requested_at = now()'],
      ['over', `not_before = now() - interval '2 s', not_after = now() - interval '1 s'`],
    ];
    for (const [why, change] of changes) {
      const machineId = await fleet.machine();
      const { rolloutId, jobId } = await toggle(fleet, machineId);
      await unanswered(jobId);
      await nudge({ id: rolloutId });
      expect(await toldTo(machineId), why).toHaveLength(1);
      await fleet.rows(`update job set ${change} where id = $1`, [jobId]);
      expect(await toldTo(machineId), why).toEqual([]);
    }
  });
});
