import { randomUUID } from 'node:crypto';
import { inPoolTransaction } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { canonicalText, sha256 } from '../src/core/sha256';
import { TestFleet } from './support/fleet';
import { saveAgain, saveNotice, wordsOf } from './support/notices';
import { draftOf, submitted } from './support/rollouts';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
});
afterAll(() => fleet.close());

const get = (id: string) => verbs['notice.get'](fleet.as('viewer'), { id });
const asWeb = (sql: string, values: unknown[] = []) =>
  inPoolTransaction(fleet.database.pool('web'), { scopes: '*', userId: null }, (db) => db.query(sql, values));

/** A version that a submitted plan uses. */
async function usedNotice() {
  const label = `l-${randomUUID().slice(0, 8)}`;
  await fleet.machine({ labels: [label] });
  const notice = await saveNotice(fleet);
  const plan = draftOf(fleet, label);
  const rollout = await submitted(fleet, {
    ...plan,
    notice: { policy: plan.notice!.policy, document: notice.id },
  });
  return { notice, rollout };
}

describe('a notice', () => {
  it('is kept with its hash, its languages as they are written today, and who saved it', async () => {
    const made = await saveNotice(fleet, [wordsOf('en'), wordsOf('pt_br')]);
    const view = await get(made.id);
    expect(view).toMatchObject({
      standard: false,
      languages: ['en', 'pt-BR'],
      newest: { number: 1, usedAt: null, author: fleet.people.get('operator')!.name },
      versions: [{ number: 1 }],
    });
    expect(made.sha256).toBe(sha256(canonicalText(view.texts)).toString('hex'));
    expect(view.newest?.sha256).toBe(made.sha256);
    const [entry] = await fleet.entries(made.id);
    expect(entry).toMatchObject({
      action: 'notice.save',
      before: null,
      after: { version: 1, sha256: made.sha256, languages: ['en', 'pt-BR'] },
    });
    expect(JSON.stringify(entry)).not.toContain('What changes');
  });

  it('is refused whole, with every fault by its language and field, and nothing is kept', async () => {
    const texts = [
      wordsOf('en', { when: '{date}' }),
      wordsOf('de', { body: 'x'.repeat(10_000) }),
      wordsOf('DE'),
    ];
    const tried = saveNotice(fleet, texts);
    await expect(tried).rejects.toMatchObject({
      code: 'invalid',
      fields: {
        'texts.en.when': expect.stringContaining('{date}'),
        'texts.de.body': expect.stringMatching(/10,0\d\d characters/),
        'texts.DE.language': expect.stringContaining('same language'),
      },
    });
    await expect(tried).rejects.toThrow(/^The notice was not saved\./);
    await expect(saveNotice(fleet, [])).rejects.toMatchObject({ code: 'invalid' });
  });

  it('has one name in a scope', async () => {
    const name = randomUUID();
    const input = { scopeId: fleet.scopeId, name, texts: [wordsOf('en')] };
    await verbs['notice.save'](fleet.as('operator'), input);
    await expect(verbs['notice.save'](fleet.as('admin'), input)).rejects.toThrow(/There is a notice named/);
    await verbs['notice.save'](fleet.as('operator'), { ...input, scopeId: fleet.otherScopeId });
  });

  it('is seen in its scope alone', async () => {
    const { id } = await saveNotice(fleet);
    const stranger = await fleet.person('operator', [fleet.otherScopeId]);
    const { rows } = await verbs['notice.list'](fleet.as(stranger), {});
    expect(rows.map((row) => row.id)).not.toContain(id);
    await expect(verbs['notice.get'](fleet.as(stranger), { id })).rejects.toMatchObject({
      code: 'not-found',
    });
    const save = { id, seen: '0'.repeat(64), name: 'Mine', texts: [wordsOf('en')] };
    await expect(verbs['notice.save'](fleet.as(stranger), save)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('saving it anew', () => {
  it('replaces a version that nobody used, and makes a new one of a used one', async () => {
    const first = await saveNotice(fleet);
    const second = await saveAgain(fleet, first, [wordsOf('en')]);
    expect(second.number).toBe(1);
    expect((await get(first.id)).versions).toHaveLength(1);
    const { notice } = await usedNotice();
    const later = await saveAgain(fleet, notice, [wordsOf('fr')]);
    expect(later.number).toBe(2);
    expect((await get(notice.id)).versions).toMatchObject([
      { number: 2, usedAt: null },
      { number: 1, usedAt: expect.any(String), sha256: notice.sha256 },
    ]);
    const old = await verbs['notice.version'](fleet.as('viewer'), { id: notice.id, number: 1 });
    expect(old.texts.map(({ language }) => language)).toEqual(['en', 'de']);
    expect((await fleet.entries(notice.id)).at(-1)).toMatchObject({
      before: { version: 1, sha256: notice.sha256, languages: ['en', 'de'] },
      after: { version: 2, sha256: later.sha256, languages: ['fr'] },
    });
  });

  it('is no change, and no entry, with the same words', async () => {
    const made = await saveNotice(fleet);
    const { name, texts } = await get(made.id);
    const input = { id: made.id, seen: made.sha256, name, texts };
    expect(await verbs['notice.save'](fleet.as('admin'), input)).toEqual(made);
    expect(await fleet.entries(made.id)).toHaveLength(1);
  });

  it('by two editors overwrites nobody: one of them is told', async () => {
    const made = await saveNotice(fleet);
    const tries = ['fr', 'es', 'ja', 'ru'].map((language) => saveAgain(fleet, made, [wordsOf(language)]));
    const outcomes = await Promise.allSettled(tries);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(3);
    for (const error of refused) expect(String(error)).toMatch(/Somebody saved this notice since/);
    const won = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect((await get(made.id)).languages).toEqual([['fr', 'es', 'ja', 'ru'][won]]);
    const blind = { id: made.id, name: 'Blind', texts: [wordsOf('en')] };
    await expect(verbs['notice.save'](fleet.as('admin'), blind)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('needs it back in use', async () => {
    const made = await saveNotice(fleet);
    await verbs['notice.archive'](fleet.as('operator'), { id: made.id, archived: true });
    await expect(saveAgain(fleet, made, [wordsOf('en')])).rejects.toThrow(/out of use/);
    await verbs['notice.archive'](fleet.as('operator'), { id: made.id, archived: false });
    await saveAgain(fleet, made, [wordsOf('en')]);
  });
});

describe('a used version', () => {
  it('is changed by nobody, also not by SQL of the web role or of the owner', async () => {
    const { notice } = await usedNotice();
    const where = `where document_id = '${notice.id}' and number = 1`;
    for (const sql of [
      `update notice_version set texts = '[]' ${where}`,
      `update notice_version set sha256 = decode(repeat('00', 32), 'hex') ${where}`,
      `update notice_version set used_at = null ${where}`,
    ]) {
      await expect(asWeb(sql), sql).rejects.toThrow(/was used and stays so/);
      await expect(fleet.admin.query(sql), sql).rejects.toThrow(/was used and stays so/);
    }
    await expect(fleet.admin.query(`delete from notice_version ${where}`)).rejects.toThrow(/stays so/);
    for (const sql of [
      `delete from notice_version ${where}`,
      `update notice_version set number = 2 ${where}`,
      `delete from notice_document where id = '${notice.id}'`,
      `update notice_document set scope_id = '${fleet.otherScopeId}' where id = '${notice.id}'`,
    ]) {
      await expect(asWeb(sql), sql).rejects.toThrow(/permission denied/);
    }
    expect((await get(notice.id)).newest?.sha256).toBe(notice.sha256);
  });

  it('is no other role’s to read or write', async () => {
    for (const part of ['gateway', 'engine', 'signer', 'reporter'] as const) {
      const read = fleet.database.pool(part).query('select 1 from notice_version');
      await expect(read, part).rejects.toThrow(/permission denied/);
    }
  });
});

describe('the standard notices', () => {
  it('are documents that can be read and not saved', async () => {
    const { rows } = await verbs['notice.list'](fleet.as('viewer'), {});
    expect(rows.filter(({ standard }) => standard).map(({ id }) => id)).toEqual([
      'standard-teredo-on',
      'standard-teredo-off',
      'standard-restore',
    ]);
    const view = await get('standard-teredo-on');
    expect(view).toMatchObject({ standard: true, newest: null, versions: [], scope: null });
    expect(view.languages).toEqual(['en', 'de', 'fr', 'es', 'pt-BR', 'ru', 'ja', 'zh-Hans']);
    const copy = await saveNotice(fleet, view.texts);
    expect((await get(copy.id)).texts).toEqual(view.texts);
    const save = { id: 'standard-teredo-on', seen: '0'.repeat(64), name: 'Mine', texts: view.texts };
    await expect(verbs['notice.save'](fleet.as('admin'), save)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('the languages of the fleet', () => {
  it('are those that active machines of one’s scopes told', async () => {
    const scoped = await fleet.person('viewer', [fleet.otherScopeId]);
    for (const language of ['de-DE', 'de-DE', 'ja-JP', null]) {
      const machine = await fleet.machine({ scopeId: fleet.otherScopeId });
      await fleet.observe(machine);
      await fleet.admin.query(
        `update machine_facts set observation = jsonb_set(observation, '{os,displayLanguage}', $2) where machine_id = $1`,
        [machine, JSON.stringify(language)],
      );
    }
    const { fleet: told } = await verbs['notice.get'](fleet.as(scoped), { id: 'standard-restore' });
    expect(told).toEqual({
      rows: [
        { language: 'de-DE', machines: 2 },
        { language: 'ja-JP', machines: 1 },
        { language: null, machines: 1 },
      ],
      sampled: null,
    });
  });
});
