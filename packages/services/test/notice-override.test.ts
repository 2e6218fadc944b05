import {
  claimUnsignedOverrides,
  grantGo,
  inPoolTransaction,
  noticePage,
  openOverrides,
  readBundledOverrides,
  refuseOverride,
  storeOverrideSignature,
  takeReceipts,
} from '@teredo-fleet/db';
import { insertNoticeLink, insertReceipt } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOverride, type VerbInput, verbs } from '../src';
import { TAKEN_WITHIN_MS } from '../src/rollout/notice-override-times';
import { TestFleet } from './support/fleet';
import { askPeople, type Planned, running } from './support/planned';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const EVERYTHING = { scopes: '*', userId: null } as const;
const reason = 'the tunnel is attacked';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
});
afterAll(() => fleet.close());

type Who = Parameters<TestFleet['as']>[0];
type Selection = Omit<VerbInput<'rollout.askNoticeOverride'>, 'id' | 'reason'>;
const ask = ({ id }: { id: string }, who: Who = 'operator', rest: Selection = {}) =>
  verbs['rollout.askNoticeOverride'](fleet.as(who), { id, reason, ...rest });
const grant = ({ id }: { id: string }, overrideId: string, who: Who = 'approver') =>
  verbs['rollout.grantNoticeOverride'](fleet.as(who), { id, overrideId, reason: 'seen it too' });
const close = ({ id }: { id: string }, overrideId: string, who: Who = 'approver') =>
  verbs['rollout.closeNoticeOverride'](fleet.as(who), { id, overrideId, reason: 'it can wait' });
const shown = async ({ id }: { id: string }) =>
  (await verbs['rollout.get'](fleet.as('viewer'), { id })).noticeOverrides;

/** A rollout whose machines ask their people and wait. */
async function asking(sizes: number[], seconds = 0): Promise<Planned> {
  const planned = await running(fleet, sizes);
  await askPeople(fleet, planned, seconds);
  return planned;
}

/** What the signer makes of all that waits, as its process does it. Resolves with why it did not sign. */
const sign = () =>
  inPoolTransaction(fleet.database.pool('signer'), EVERYTHING, async (db) => {
    const refusals: string[] = [];
    for (const one of await claimUnsignedOverrides(db, 100)) {
      const built = buildOverride(one, new Date(fleet.now));
      const payload = Buffer.from(built.ok ? JSON.stringify(built.payload) : '');
      const { planHash } = one;
      if (built.ok)
        await storeOverrideSignature(db, one, { payload, signature: payload, keyId: 'key', planHash });
      else refusals.push(built.detail);
      if (!built.ok) await refuseOverride(db, one, built.detail);
    }
    return refusals;
  });

const toldTo = async (...machines: string[]) =>
  (await openOverrides(fleet.database.pool('gateway'), machines)).map(({ machineId }) => machineId);

async function passOver(planned: Planned, rest: Selection = {}): Promise<string> {
  const { id } = await ask(planned, 'operator', rest);
  await grant(planned, id);
  expect(await sign()).toEqual([]);
  return id;
}

async function tellShown(planned: Planned, machineId: string, displayedAt: Date | null = new Date()) {
  const { id, attempt } = await planned.job(machineId);
  const at = new Date();
  await takeReceipts(fleet.database.pool('gateway'), [
    {
      machineId,
      jobId: id,
      attempt,
      session: '1',
      userName: 'kim',
      channel: 'desktop-dialog',
      language: 'en',
      textSha256: 'ab'.repeat(32),
      onAgentAt: at,
      displayedAt,
      answeredAt: null,
      answer: 'informed',
      deferredUntil: null,
      deferrals: 1,
      isOverridden: true,
      receivedAt: at,
    },
  ]);
}

async function askToStart(planned: Planned, machineId: string) {
  const { id: jobId, attempt } = await planned.job(machineId);
  await fleet.rows(
    `insert into machine_contact (machine_id, epoch, connected, door, connected_at, last_seen_at)
     values ($1, 7, true, 'ws', now(), now()) on conflict (machine_id) do update set epoch = 7`,
    [machineId],
  );
  const askId = '01890a5d-ac96-774b-bcce-b302099a8057';
  return grantGo(fleet.database.pool('gateway'), { machineId, epoch: 7, jobId, attempt, askId });
}

describe('an override of the notice', () => {
  it('is asked for by one and granted by another, and is then told to the machines that wait', async () => {
    const planned = await asking([3, 1]);
    const [[one, two, begun] = [], [later] = []] = planned.machines;
    await planned.begin(begun!);
    const preview = await verbs['rollout.noticeOverridePreview'](fleet.as('viewer'), { id: planned.id });
    expect(preview).toMatchObject({ machines: 2, counts: { asked: 2, over: 1 } });
    const { id, machines } = await ask(planned);
    expect(machines).toBe(2);
    expect(await sign()).toEqual([]);
    expect(await toldTo(one!, two!)).toEqual([]);
    expect(await shown(planned)).toMatchObject([
      {
        id,
        state: 'asked',
        machines: 2,
        askReason: reason,
        grantedBy: null,
        applied: 0,
        hits: { machines: 2 },
      },
    ]);
    await fleet.rows(`update job set cancel_requested_at = now() where rollout_id = $1 and machine_id = $2`, [
      planned.id,
      one,
    ]);
    const [name] = await fleet.rows<{ hostname: string }>(`select hostname from machine where id = $1`, [
      two,
    ]);
    expect((await shown(planned))[0]?.hits).toEqual({ machines: 1, first: [name?.hostname] });
    await fleet.rows(`update job set cancel_requested_at = null where rollout_id = $1`, [planned.id]);
    await grant(planned, id);
    expect(await toldTo(one!, two!)).toEqual([]);
    expect(await sign()).toEqual([]);
    expect((await toldTo(one!, two!, begun!, later!)).sort()).toEqual([one!, two!].sort());
    const [view] = await shown(planned);
    expect(view).toMatchObject({ state: 'granted', waiting: 2, applied: 0, notSigned: 0 });
    expect(view?.grantedBy?.name).toMatch(/^approver/);
    const entries = await fleet.entries(planned.id);
    const actions = entries.filter(({ action }) => action.endsWith('NoticeOverride'));
    expect(actions.map(({ action }) => action)).toEqual([
      'rollout.askNoticeOverride',
      'rollout.grantNoticeOverride',
    ]);
    expect(actions[0]!.after).toMatchObject({ overrideId: id, machines: 2, counts: { asked: 2 } });
    expect(actions[1]).toMatchObject({ reason: 'seen it too', after: { overrideId: id } });
  });

  it('is not granted by whoever asked, by one whose role does not approve, twice, or when the asker may no more', async () => {
    const planned = await asking([1]);
    const { id } = await ask(planned, 'admin');
    await expect(grant(planned, id, 'admin')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(grant(planned, id, 'operator')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask(planned)).rejects.toMatchObject({ code: 'conflict' });
    const both = await Promise.allSettled([grant(planned, id), grant(planned, id)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const other = await asking([1]);
    const gone = await fleet.person('operator');
    const asked = await ask(other, gone);
    await fleet.rows(`update "user" set role = 'viewer' where id = $1`, [gone.id]);
    await expect(grant(other, asked.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is refused, taken back, or lapses after four hours, and another can be asked for then', async () => {
    const planned = await asking([1]);
    const first = await ask(planned);
    await close(planned, first.id);
    await expect(grant(planned, first.id)).rejects.toMatchObject({ code: 'conflict' });
    const second = await ask(planned);
    fleet.now += 4 * HOUR_MS;
    await expect(grant(planned, second.id)).rejects.toMatchObject({ code: 'conflict' });
    expect((await shown(planned)).map(({ state }) => state)).toEqual(['lapsed', 'refused']);
    await ask(planned);
    expect((await shown(planned)).map(({ state }) => state)).toEqual(['asked', 'lapsed', 'refused']);
    fleet.now -= 4 * HOUR_MS;
  });

  it('is of no rollout that is over, and of no other rollout', async () => {
    const planned = await asking([1]);
    const other = await asking([1]);
    const { id } = await ask(planned);
    await expect(grant(other, id)).rejects.toMatchObject({ code: 'not-found' });
    await verbs['rollout.abort'](fleet.as('operator'), { id: planned.id, reason });
    await expect(grant(planned, id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(ask(planned)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is for the machines it was asked for alone: not for a wave that opens later, nor for another attempt', async () => {
    const planned = await asking([2]);
    const [[one, two] = []] = planned.machines;
    const { id } = await ask(planned, 'operator', { machineIds: [one!] });
    await grant(planned, id);
    await sign();
    expect(await toldTo(one!, two!)).toEqual([one]);
    await fleet.rows(
      `update job set state = 'failed', finished_at = now() where rollout_id = $1 and machine_id = $2`,
      [planned.id, one],
    );
    expect(await toldTo(one!)).toEqual([]);
    await expect(ask(planned, 'operator', { machineIds: [one!] })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('lets the change begin without an answer, after the minimum notice, and the receipts say by whom', async () => {
    const planned = await asking([2], 3600);
    const [[one, two] = []] = planned.machines;
    expect(await askToStart(planned, one!)).toMatchObject({ outcome: 'hold', reason: 'notice-missing' });
    await passOver(planned);
    await tellShown(planned, one!);
    expect(await askToStart(planned, one!)).toMatchObject({ outcome: 'hold', reason: 'minimum-notice' });
    await fleet.rows(`update receipt set displayed_at = now() - interval '2 hours'`, []);
    expect(await askToStart(planned, one!)).toEqual({ outcome: 'granted' });
    await tellShown(planned, two!, null);
    expect(await askToStart(planned, two!)).toEqual({ outcome: 'granted' });
    const funnel = await verbs['rollout.notices'](fleet.as('viewer'), { id: planned.id });
    expect(funnel.total.answers).toMatchObject({ overridden: 2, informed: 0 });
    const [view] = await shown(planned);
    expect(view).toMatchObject({ applied: 2, waiting: 0 });
    const names = await fleet.rows<{ by: string[] }>(
      `select overridden_by as by from receipt where job_id in (select id from job where rollout_id = $1)`,
      [planned.id],
    );
    const decided = [view?.askedBy.name, view?.grantedBy?.name];
    expect(names).toEqual([{ by: decided }, { by: decided }]);
  });

  it('is over after seven days for who has not taken it: machine, page, rollout and start judge by one rule', async () => {
    const planned = await asking([2]);
    const [[one, two] = []] = planned.machines;
    await passOver(planned);
    const opened = async (machineId: string) => {
      const { id } = await planned.job(machineId);
      const digest = await insertNoticeLink(
        fleet.admin,
        { id, machineId, rolloutId: planned.id },
        id.slice(-20),
      );
      return (await noticePage(fleet.database.pool('notice'), digest))?.override ?? null;
    };
    const age = (ms: number) =>
      fleet.rows(
        `update notice_override set granted_at = now() - make_interval(secs => $2) where rollout_id = $1`,
        [planned.id, ms / 1000],
      );
    await fleet.rows(
      `update notice_override set asked_at = now() - interval '30 days' where rollout_id = $1`,
      [planned.id],
    );
    await age(TAKEN_WITHIN_MS - MINUTE_MS);
    expect((await toldTo(one!, two!)).sort()).toEqual([one!, two!].sort());
    expect(await shown(planned)).toMatchObject([{ waiting: 2 }]);
    await tellShown(planned, one!);
    await age(TAKEN_WITHIN_MS + MINUTE_MS);
    expect(await toldTo(one!, two!)).toEqual([]);
    expect(await shown(planned)).toMatchObject([{ waiting: 0, applied: 1 }]);
    expect(await askToStart(planned, two!)).toMatchObject({ outcome: 'hold', reason: 'notice-missing' });
    expect(await opened(two!)).toBeNull();
    expect(await askToStart(planned, one!)).toEqual({ outcome: 'granted' });
    expect(await opened(one!)).toMatchObject({ applied: true });
  });

  it('is not asked for where people are passed over already, until that is over', async () => {
    const planned = await asking([2]);
    const [[one, two] = []] = planned.machines;
    const preview = () => verbs['rollout.noticeOverridePreview'](fleet.as('viewer'), { id: planned.id });
    const { id } = await ask(planned, 'operator', { machineIds: [one!] });
    await grant(planned, id);
    expect(await preview()).toMatchObject({ machines: 1, counts: { asked: 1, already: 1 } });
    await sign();
    expect(await preview()).toMatchObject({ machines: 1, counts: { asked: 1, already: 1 } });
    await expect(ask(planned, 'operator', { machineIds: [one!] })).rejects.toMatchObject({
      code: 'conflict',
    });
    await fleet.rows(
      `update notice_override set asked_at = now() - interval '9 days', granted_at = now() - interval '8 days' where id = $1`,
      [id],
    );
    expect(await preview()).toMatchObject({ machines: 2, counts: { asked: 2, already: 0 } });
    await passOver(planned);
    for (const machineId of [one!, two!]) await tellShown(planned, machineId);
    expect(await shown(planned)).toMatchObject([
      { machines: 2, applied: 2 },
      { machines: 1, applied: 0 },
    ]);
  });

  it('counts as followed where the start came after it and nobody had agreed, though no receipt says so', async () => {
    const planned = await asking([2]);
    const [[one, two] = []] = planned.machines;
    const { id: jobId } = await planned.job(two!);
    await passOver(planned);
    await insertReceipt(
      fleet.admin,
      { id: jobId, machineId: two!, rolloutId: planned.id },
      { answer: 'acknowledged' },
    );
    for (const machineId of [one!, two!])
      expect(await askToStart(planned, machineId)).toEqual({ outcome: 'granted' });
    expect(await shown(planned)).toMatchObject([{ applied: 1, waiting: 0 }]);
    expect(await readBundledOverrides(fleet.database.pool('reporter'), planned.id)).toMatchObject([
      { applied: 1 },
    ]);
  });

  it('stands in no receipt of a machine for which none was signed, whatever it says', async () => {
    const planned = await asking([1]);
    const [[one] = []] = planned.machines;
    await tellShown(planned, one!);
    const { total } = await verbs['rollout.notices'](fleet.as('viewer'), { id: planned.id });
    expect(total.answers).toMatchObject({ overridden: 0, informed: 1 });
  });
});

describe('the signer', () => {
  const tampered: [string, string][] = [
    ['without its entries', `update audit_entry set outcome = 'failed' where after ->> 'overrideId' = $1`],
    ['by one person', `update notice_override set granted_by_id = asked_by_id || ' ' where id::text = $1`],
    [
      'granted late',
      `update notice_override set granted_at = asked_at + interval '5 hours' where id::text = $1`,
    ],
    ['of another plan', `update notice_override set plan_hash = sha256(plan_hash) where id::text = $1`],
    [
      'of an aborted rollout',
      `update rollout set state = 'aborted', finished_at = now() where id in (select rollout_id from notice_override where id::text = $1)`,
    ],
    [
      'of a change that has begun',
      `update job set go_granted_at = now(), go_ask_id = uuidv7() where id in (
         select job_id from notice_override_job where override_id::text = $1)`,
    ],
  ];
  it.each(tampered)('does not sign one %s', async (_, change) => {
    const planned = await asking([1]);
    const { id } = await ask(planned);
    await grant(planned, id);
    await fleet.admin.query(
      `set session_replication_role = replica; ${change.replace('$1', `'${id}'`)}; reset session_replication_role`,
    );
    expect(await sign()).toHaveLength(1);
    expect(await toldTo(planned.machines[0]![0]!)).toEqual([]);
  });

  it('does not sign one for a machine that was put in afterwards', async () => {
    const planned = await asking([2]);
    const [[one, two] = []] = planned.machines;
    const { id } = await ask(planned, 'operator', { machineIds: [one!] });
    const { id: jobId } = await planned.job(two!);
    await fleet.rows(`insert into notice_override_job (override_id, job_id, scope_id) values ($1, $2, $3)`, [
      id,
      jobId,
      fleet.scopeId,
    ]);
    await grant(planned, id);
    expect(await sign()).toHaveLength(1);
    expect(await toldTo(one!, two!)).toEqual([one]);
  });
});
