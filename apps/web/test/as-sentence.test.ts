import { expect, it } from 'vitest';
import { asSentence } from '../src/presentation/as-sentence';

it.each([
  ['stolen laptop', 'stolen laptop.'],
  [' stolen laptop ', 'stolen laptop.'],
  ['It was stolen.', 'It was stolen.'],
  ['Whose is it?', 'Whose is it?'],
  ['he said “gone.”', 'he said “gone.”'],
  ['gone (sold)', 'gone (sold).'],
  ['', ''],
])('ends %j so that a sentence can follow', (typed, told) => {
  expect(asSentence(typed)).toBe(told);
});
