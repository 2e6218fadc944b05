import { expect, it } from 'vitest';
import { skewWords } from '../src/presentation/clock';

it.each([
  [400, '0 s ahead'],
  [-59_000, '59 s behind'],
  [-420_400, '7 min behind'],
  [95_000, '2 min ahead'],
  [-3_600_000, '1 h behind'],
  [86_400_000, '1 day ahead'],
  [-400_000_000, '5 days behind'],
])('says how much a clock is off by %i ms: %s', (skewMs, words) => {
  expect(skewWords(skewMs)).toBe(words);
});
