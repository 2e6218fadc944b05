import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConflictError, verbs } from '../src';
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
