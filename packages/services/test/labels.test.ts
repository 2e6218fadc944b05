import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConflictError, InvalidError, verbs } from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

const labelsOf = async (id: string) =>
  (await fleet.rows<{ labels: string[] }>('select labels from machine where id = $1', [id]))[0]?.labels;

it('are not overwritten by somebody who looked at them before another one changed them', async () => {
  const id = await fleet.machine({ labels: ['a'] });
  await verbs['machine.setLabels'](fleet.as('admin'), { id, labels: ['a', 'b'], seen: ['a'] });
  const late = verbs['machine.setLabels'](fleet.as('operator'), { id, labels: ['a', 'c'], seen: ['a'] });
  await expect(late).rejects.toThrow(ConflictError);
  await expect(late).rejects.toThrow('were changed meanwhile: a, b. Nothing was saved.');
  expect(await labelsOf(id)).toEqual(['a', 'b']);
});

it('are taken when another one saved the very same, and as they are when nobody says what was seen', async () => {
  const id = await fleet.machine({ labels: ['a'] });
  await verbs['machine.setLabels'](fleet.as('admin'), { id, labels: ['b'], seen: ['a'] });
  await verbs['machine.setLabels'](fleet.as('admin'), { id, labels: ['b'], seen: ['a'] });
  await verbs['machine.setLabels'](fleet.as('admin'), { id, labels: ['c'] });
  expect(await labelsOf(id)).toEqual(['c']);
});

const LONG = 'x'.repeat(61);

it('have sixty characters at most; a longer one that is there may stay and be looked for', async () => {
  const id = await fleet.machine({ labels: [LONG] });
  const save = (labels: string[]) =>
    verbs['machine.setLabels'](fleet.as('admin'), { id, labels, seen: [LONG] });
  await expect(save([LONG, 'y'.repeat(61)])).rejects.toThrow(InvalidError);
  await save([LONG, 'kept beside it']);
  expect(await labelsOf(id)).toEqual(['kept beside it', LONG]);
  const { rows } = await verbs['machine.list'](fleet.as('viewer'), { filter: { label: [LONG] } });
  expect(rows.map((row) => row.id)).toEqual([id]);
});

it('of a token are as long as those of machines, which get them', async () => {
  const make = (label: string) =>
    verbs['token.create'](fleet.as('admin'), {
      label,
      scopeId: fleet.scopeId,
      autoAccept: true,
      maxUses: 1,
      expiresInHours: 1,
    });
  await expect(make(LONG)).rejects.toThrow(InvalidError);
  expect((await make(LONG.slice(1))).token.label).toBe(LONG.slice(1));
});

it('have no character that cannot be seen; one that is there already may stay or go', async () => {
  const id = await fleet.machine({ labels: ['\u200b', 'desk'] });
  const save = (labels: string[], seen: string[]) =>
    verbs['machine.setLabels'](fleet.as('admin'), { id, labels, seen });
  await expect(save(['\u200b', 'desk', 'desk\u2060'], ['\u200b', 'desk'])).rejects.toThrow(
    'Labels must not contain characters that cannot be seen: “desk\\u{2060}” has one.',
  );
  await save(['desk'], ['desk', '\u200b']);
  expect(await labelsOf(id)).toEqual(['desk']);
});
