import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildJob, type VerbInput, verbs } from '../src';
import { finishJob, POLICY, toggle } from './support/changes';
import { TestFleet } from './support/fleet';
import { type SavedNotice, saveAgain, saveNotice, wordsOf } from './support/notices';
import { type Planned, running } from './support/planned';
import { unsignedJobs } from './support/unsigned-jobs';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
// What a test leaves running must not be due in the next.
afterEach(() => fleet.rows('update rollout set wake_at = null'));

type Wish = VerbInput<'machine.toggle'>['notice'];

const NOBODY: Wish = { policy: { ...POLICY, kind: 'none' } };
const ASKED = { ...POLICY, kind: 'acknowledge' as const };
const reason = 'a person says so';
const using = ({ id }: { id: string }): Wish => ({ policy: ASKED, document: id });
const pinOf = ({ id, number, sha256 }: SavedNotice) => ({ document: id, number, sha256 });
const rolloutOf = (rolloutId: string) => verbs['rollout.get'](fleet.as('viewer'), { id: rolloutId });
const lastEntry = async (id: string) => (await fleet.entries(id)).at(-1)?.after;

async function signed(jobId: string) {
  const jobs = await unsignedJobs(fleet);
  const job = jobs.find((one) => one.id === jobId);
  if (job === undefined) throw new Error('the signer finds no such job');
  return buildJob(job, {
    now: new Date(fleet.now),
    noticeUrl: 'http://notice.example.com',
    usersNamedBy: 'account',
  });
}

describe('a change of one machine in the words of a notice', () => {
  it('has its newest version, says so everywhere, and is signed', async () => {
    const notice = await saveNotice(fleet, [wordsOf('en', { title: '{rollout}' }), wordsOf('de')]);
    const id = await fleet.machine();
    const { rolloutId, jobId } = await toggle(fleet, id, { notice: using(notice) });
    const view = await rolloutOf(rolloutId);
    expect(view.noticePolicy).toEqual(ASKED);
    expect(view.noticeTexts.map(({ title }) => title)).toEqual([view.name, 'Teredo']);
    expect(view.noticeDocument).toMatchObject({ id: notice.id, used: { number: 1, sha256: notice.sha256 } });
    expect(await lastEntry(id)).toMatchObject({ notice: 'acknowledge', noticeVersion: pinOf(notice) });
    expect(await signed(jobId)).toMatchObject({
      ok: true,
      payload: { notice: { policy: ASKED, texts: view.noticeTexts } },
    });
  });

  it('keeps the version that it used, whatever is saved later', async () => {
    const notice = await saveNotice(fleet);
    const { rolloutId } = await toggle(fleet, await fleet.machine(), { notice: using(notice) });
    const later = await saveAgain(fleet, notice, [wordsOf('en', { title: 'Other words' })]);
    expect(later.number).toBe(2);
    expect((await rolloutOf(rolloutId)).noticeTexts[0]?.title).toBe('Teredo');
  });

  it('is refused, with nothing begun, for a notice that is out of use, of another scope or not there', async () => {
    const id = await fleet.machine();
    const archived = await saveNotice(fleet);
    await verbs['notice.archive'](fleet.as('operator'), { id: archived.id, archived: true });
    await expect(toggle(fleet, id, { notice: using(archived) })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('out of use'),
      fields: { 'notice.document': expect.any(String) },
    });
    await expect(toggle(fleet, id, { notice: using({ id: randomUUID() }) })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await fleet.rows('select id from job where machine_id = $1', [id])).toHaveLength(0);
  });

  it('has words of its own or those of a notice, not both', async () => {
    const { id: document } = await saveNotice(fleet);
    const texts = [{ language: 'en', title: 'Own', body: 'Own words' }];
    const notice = { policy: POLICY, texts, document };
    await expect(toggle(fleet, await fleet.machine(), { notice })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('says in its entry that nobody is told where somebody chose that', async () => {
    const id = await fleet.machine();
    await toggle(fleet, id, { notice: NOBODY });
    expect(await lastEntry(id)).toMatchObject({ notice: 'none' });
  });
});

describe('an undo', () => {
  async function changed(): Promise<{ id: string; jobId: string }> {
    const id = await fleet.machine();
    const change = await toggle(fleet, id);
    await finishJob(fleet, change, 'verified');
    return { id, jobId: change.jobId };
  }
  const undo = (jobId: string, notice?: Wish) =>
    verbs['job.undo'](fleet.as('operator'), {
      jobId,
      reason,
      idempotencyKey: randomUUID(),
      ...(notice === undefined ? {} : { notice }),
    });

  it('informs in standard words unless somebody chose otherwise, and its entry says which', async () => {
    const { id, jobId } = await changed();
    const { rolloutId } = await undo(jobId);
    expect((await rolloutOf(rolloutId)).noticePolicy).toMatchObject({ kind: 'inform' });
    expect(await lastEntry(id)).toMatchObject({ notice: 'inform' });
  });

  it('asks in the words of a notice where one is chosen', async () => {
    const notice = await saveNotice(fleet);
    const { id, jobId } = await changed();
    const { rolloutId } = await undo(jobId, using(notice));
    expect(await rolloutOf(rolloutId)).toMatchObject({
      noticePolicy: ASKED,
      noticeDocument: { id: notice.id, used: { number: 1 } },
    });
    expect(await lastEntry(id)).toMatchObject({ notice: 'acknowledge', noticeVersion: pinOf(notice) });
  });

  it('with a notice that leaves it no time is refused', async () => {
    const { jobId } = await changed();
    const policy = { ...POLICY, minimumNoticeSeconds: 86_400 };
    await expect(undo(jobId, { policy })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a rollback', () => {
  const rollBack = ({ id }: Planned, what: VerbInput<'rollout.rollBack'>['what'], notice?: Wish) =>
    verbs['rollout.rollBack'](fleet.as('operator'), {
      id,
      what,
      reason,
      idempotencyKey: randomUUID(),
      ...(notice === undefined ? {} : { notice }),
    });
  async function done(): Promise<{ planned: Planned; machineId: string }> {
    const planned = await running(fleet, [1]);
    const machineId = planned.machines[0]![0]!;
    await planned.report(machineId, 'verified');
    return { planned, machineId };
  }

  it('of a whole rollout tells in the words of a chosen notice, and its entry says so', async () => {
    const notice = await saveNotice(fleet);
    const { planned } = await done();
    const { rolloutId } = await rollBack(planned, { kind: 'whole' }, using(notice));
    expect(await rolloutOf(rolloutId)).toMatchObject({
      noticePolicy: ASKED,
      noticeDocument: { id: notice.id, used: { number: 1 } },
    });
    expect(await lastEntry(rolloutId)).toMatchObject({ notice: 'acknowledge', noticeVersion: pinOf(notice) });
  });

  it('of one machine does so too', async () => {
    const notice = await saveNotice(fleet);
    const { planned, machineId } = await done();
    const { rolloutId } = await rollBack(planned, { kind: 'machine', machineId }, using(notice));
    expect((await rolloutOf(rolloutId)).noticeDocument).toMatchObject({ id: notice.id });
    expect(await lastEntry(machineId)).toMatchObject({ notice: 'acknowledge' });
  });

  it('informs in standard words where nobody chose', async () => {
    const { planned } = await done();
    const { rolloutId } = await rollBack(planned, { kind: 'whole' });
    expect((await rolloutOf(rolloutId)).noticePolicy).toMatchObject({ kind: 'inform' });
    expect(await lastEntry(rolloutId)).toMatchObject({ notice: 'inform' });
  });
});
