import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DraftPlan, verbs } from '../src';
import { POLICY } from './support/changes';
import { TestFleet } from './support/fleet';
import { type SavedNotice, saveAgain, saveNotice, wordsOf } from './support/notices';
import { approved, draftOf, type Saved, saveDraft, settle, submit, submitted } from './support/rollouts';

let fleet: TestFleet;
let label = '';
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
  label = `l-${randomUUID().slice(0, 8)}`;
  await fleet.machine({ labels: [label] });
});
afterAll(() => fleet.close());

const using = ({ id }: { id: string }): DraftPlan =>
  draftOf(fleet, label, { notice: { policy: POLICY, document: id } });
const rolloutOf = ({ id }: Saved) => verbs['rollout.get'](fleet.as('viewer'), { id });
const draft = ({ id }: Saved) => verbs['rollout.draft'](fleet.as('operator'), { id });
const planOf = async ({ id }: Saved) =>
  (await fleet.rows<{ plan: Record<string, unknown> }>('select plan from rollout where id = $1', [id]))[0]!
    .plan;
const pinOf = ({ id, number, sha256 }: SavedNotice) => ({ document: id, number, sha256 });

describe('a plan that uses a notice', () => {
  it('has the words and the version from when it was submitted, in its hash', async () => {
    const notice = await saveNotice(fleet, [wordsOf('en', { title: '{rollout}' }), wordsOf('de')]);
    const saved = await saveDraft(fleet, using(notice));
    expect((await rolloutOf(saved)).noticeDocument).toMatchObject({ id: notice.id, used: null });
    const plan = await submit(fleet, saved);
    const { email } = fleet.people.get('operator')!;
    expect(await planOf(plan)).toMatchObject({
      noticeVersion: pinOf(notice),
      notice: {
        texts: [
          { language: 'en', title: 'Teredo on everywhere', body: expect.stringContaining(email) },
          { language: 'de', title: 'Teredo' },
        ],
      },
    });
    expect((await fleet.entries(plan.id)).at(-1)?.after).toMatchObject({
      notice: 'inform',
      noticeVersion: pinOf(notice),
    });
  });

  it('keeps them while it runs, whatever is saved later, and says that there is a newer version', async () => {
    const notice = await saveNotice(fleet);
    const plan = await approved(fleet, using(notice));
    const before = await planOf(plan);
    await settle(fleet, plan);
    const later = await saveAgain(fleet, notice, [wordsOf('en', { title: 'Other words' })]);
    await settle(fleet, plan);
    expect(await planOf(plan)).toEqual(before);
    const jobs = await fleet.rows<{ notice: { texts: { title: string }[] } }>(
      'select notice from job where rollout_id = $1',
      [plan.id],
    );
    expect(jobs.map((job) => job.notice.texts[0]?.title)).toEqual(['Teredo']);
    expect((await rolloutOf(plan)).noticeDocument).toEqual({
      id: notice.id,
      name: `Edited ${notice.id}`,
      used: { number: 1, sha256: notice.sha256 },
      newest: { number: 2, sha256: later.sha256 },
    });
  });

  it('is a plan of the document again as a draft, and takes the newest version when it is submitted anew', async () => {
    const notice = await saveNotice(fleet);
    const plan = await submitted(fleet, using(notice));
    expect((await draft(plan)).draft.notice).toEqual({ policy: POLICY, document: notice.id });
    const later = await saveAgain(fleet, notice, [wordsOf('en', { title: 'Better' })]);
    await verbs['rollout.reject'](fleet.as('approver'), { id: plan.id, reason: 'better words' });
    const again = await submit(fleet, { id: plan.id, planHash: (await draft(plan)).planHash });
    expect(await planOf(again)).toMatchObject({
      noticeVersion: pinOf(later),
      notice: { texts: [{ title: 'Better' }] },
    });
    const clone = await verbs['rollout.clone'](fleet.as('admin'), { id: plan.id, name: 'Once more' });
    const cloned = await verbs['rollout.draft'](fleet.as('admin'), clone);
    expect(cloned.draft.notice).toEqual({ policy: POLICY, document: notice.id });
  });

  it('is submitted with the words that were looked at, or not at all', async () => {
    const notice = await saveNotice(fleet);
    const saved = await saveDraft(fleet, using(notice));
    expect((await draft(saved)).noticeVersion).toEqual({ number: 1, sha256: notice.sha256 });
    const later = await saveAgain(fleet, notice, [wordsOf('en', { title: 'Edited meanwhile' })]);
    const submitSeen = (noticeSha256: string) =>
      verbs['rollout.submit'](fleet.as('operator'), { ...saved, reason: 'as agreed', noticeSha256 });
    await expect(submitSeen(notice.sha256)).rejects.toThrow(/was edited since you looked at it/);
    expect(await draft(saved)).toMatchObject({ state: 'draft', noticeVersion: { sha256: later.sha256 } });
    await submitSeen(later.sha256);
    expect(await planOf(saved)).toMatchObject({ noticeVersion: { sha256: later.sha256 } });
    expect((await draft(saved)).noticeVersion).toMatchObject({ sha256: later.sha256 });
    const plain = await saveDraft(fleet, draftOf(fleet, label));
    expect((await draft(plain)).noticeVersion).toBeNull();
  });

  it('never has half of an edit: what is used is what is kept, whoever is faster', async () => {
    for (let round = 0; round < 5; round += 1) {
      const notice = await saveNotice(fleet);
      const saved = await saveDraft(fleet, using(notice));
      const [plan, edit] = await Promise.all([
        submit(fleet, saved),
        saveAgain(fleet, notice, [wordsOf('en', { title: 'Edited' })]),
      ]);
      const { noticeVersion, notice: told } = (await planOf(plan)) as {
        noticeVersion: { number: number; sha256: string };
        notice: { texts: { title: string }[] };
      };
      const wasLate = noticeVersion.sha256 === edit.sha256;
      expect(told.texts[0]?.title).toBe(wasLate ? 'Edited' : 'Teredo');
      const kept = await verbs['notice.version'](fleet.as('viewer'), {
        id: notice.id,
        number: noticeVersion.number,
      });
      expect(kept).toMatchObject({ sha256: noticeVersion.sha256, usedAt: expect.any(String) });
    }
  });
});

describe('a notice that can not be used', () => {
  const faultsOf = async (saved: Saved) => (await draft(saved)).faults;

  it('because it is out of use, of another scope, or not there, is said before the plan is submitted', async () => {
    const archived = await saveNotice(fleet);
    await verbs['notice.archive'](fleet.as('operator'), { id: archived.id, archived: true });
    const elsewhere = await verbs['notice.save'](fleet.as('operator'), {
      scopeId: fleet.otherScopeId,
      name: 'Elsewhere',
      texts: [wordsOf('en')],
    });
    for (const [notice, text] of [
      [archived, /is out of use/],
      [elsewhere, /no such notice in this plan’s scope/],
      [{ id: randomUUID() }, /no such notice/],
    ] as const) {
      const saved = await saveDraft(fleet, using(notice));
      expect(await faultsOf(saved)).toEqual([
        { field: 'notice.document', text: expect.stringMatching(text) },
      ]);
      const tried = verbs['rollout.submit'](fleet.as('operator'), { ...saved, reason: 'as agreed' });
      await expect(tried).rejects.toMatchObject({ code: 'invalid' });
    }
  });

  it('because the organisation has no name, until the settings have one', async () => {
    const notice = await saveNotice(fleet, [wordsOf('en', { body: 'From {organisation}.' })]);
    const saved = await saveDraft(fleet, using(notice));
    expect((await faultsOf(saved))[0]?.text).toMatch(/names the \{organisation\}/);
    await verbs['settings.set'](fleet.as('admin'), { organisationName: 'Example Ltd' });
    expect(await faultsOf(saved)).toEqual([]);
    const plan = await submit(fleet, saved);
    expect((await rolloutOf(plan)).noticeTexts[0]?.body).toContain('From Example Ltd.');
    await verbs['settings.set'](fleet.as('admin'), { organisationName: null });
    expect((await rolloutOf(plan)).noticeTexts[0]?.body).toContain('From Example Ltd.');
  });

  it('because its words do not fit with their placeholders filled in', async () => {
    const notice = await saveNotice(fleet, [wordsOf('en', { title: `${'x'.repeat(110)}{rollout}` })]);
    const saved = await saveDraft(fleet, using(notice));
    expect((await faultsOf(saved))[0]?.text).toMatch(
      /In en, with its placeholders filled in: The title has 130/,
    );
  });

  it('together with texts of the plan’s own', async () => {
    const { id } = await saveNotice(fleet);
    const texts = [{ language: 'en', title: 'Mine', body: 'Mine' }];
    const both = saveDraft(fleet, draftOf(fleet, label, { notice: { policy: POLICY, texts, document: id } }));
    await expect(both).rejects.toMatchObject({ code: 'invalid' });
  });
});
