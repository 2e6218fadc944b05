import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verbs } from '../src';
import { POLICY } from './support/changes';
import { TestFleet } from './support/fleet';
import { draftOf, saveDraft } from './support/rollouts';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

const words = (language: string) => ({ language, title: 'Teredo comes', body: 'Ask the help desk.' });

/** Of a plan for machines of these display languages: which groups are told in another, and how many machines. */
async function toldOtherwise(shown: (string | null)[], notice: 'none' | string[]) {
  const label = `l-${randomUUID().slice(0, 8)}`;
  for (const language of shown) {
    const id = await fleet.machine({ labels: [label] });
    await fleet.observe(id, { type: 'disabled' });
    await fleet.admin.query(
      `update machine_facts set observation = jsonb_set(observation, '{os,displayLanguage}', $2) where machine_id = $1`,
      [id, JSON.stringify(language)],
    );
  }
  const policy = { ...POLICY, kind: notice === 'none' ? ('none' as const) : ('inform' as const) };
  const texts = notice === 'none' ? {} : { texts: notice.map(words) };
  const { id } = await saveDraft(fleet, draftOf(fleet, label, { notice: { policy, ...texts } }));
  const { groups, faults } = await verbs['rollout.preview'](fleet.as('viewer'), { id });
  expect(faults).toEqual([]);
  return groups.filter(({ kind }) => kind === 'other-language').map(({ text, machines }) => [text, machines]);
}

it('names the machines whose users would be told in another language, by language', async () => {
  const shown = ['pl-PL', 'pl', 'de-AT', 'zh-TW', 'pl', 'zh-Hant-HK', 'en-US', null, 'fr-FR'];
  expect(await toldOtherwise(shown, ['en', 'fr'])).toEqual([
    ['Shows Polish, which the notice lacks: whoever reads that is told in English', 3],
    ['Shows Chinese (Taiwan), which the notice lacks: whoever reads that is told in English', 2],
    ['Shows German, which the notice lacks: whoever reads that is told in English', 1],
  ]);
});

it('tells which language comes instead where there is no English', async () => {
  expect(await toldOtherwise(['pl'], ['ja', 'ru'])).toEqual([
    ['Shows Polish, which the notice lacks: whoever reads that is told in Japanese', 1],
  ]);
});

it('is made also where a machine tells a language that is none', async () => {
  expect(await toldOtherwise(['pl-abcde-abcde'], ['en'])).toEqual([
    [expect.stringContaining('which the notice lacks: whoever reads that is told in English'), 1],
  ]);
});

it('says nothing of those who are told nothing', async () => {
  expect(await toldOtherwise(['pl'], 'none')).toEqual([]);
  expect(await toldOtherwise(['not a language'], ['en'])).toEqual([]);
});
