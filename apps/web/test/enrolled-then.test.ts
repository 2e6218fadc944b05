import { expect, it } from 'vitest';
import { enrolledThen } from '../src/app/(console)/past/enrolled-then';
import { filterOf, isNarrowed, loadPastParams } from '../src/app/(console)/past/search-params';

const at = '2026-11-05T12:00:00.000Z';

it.each([
  [0, 0, false, 'None of the machines of today was enrolled then.'],
  [0, 0, true, 'None of the machines of today matched this then.'],
  [0, 2, false, 'None of the machines that were enrolled then had reported anything.'],
  [0, 2, true, 'None of the machines that matched then had reported anything.'],
  [1, 0, false, 'Enrolled then: one machine had reported.'],
  [1200, 34, true, 'Matched then: 1,200 machines had reported, 34 had not.'],
])(
  'of %i that had reported and %i that had not (with a filter: %s) says: %s',
  (known, unknown, narrowed, words) => {
    expect(enrolledThen({ known, unknown, at, keptSince: null }, narrowed)).toBe(words);
  },
);

it.each([
  [false, 'It is not kept which of the machines of today were enrolled then.'],
  [true, 'Of what is kept of then, nothing matches this.'],
])(
  'of a moment of which not all is kept (with a filter: %s) says no more than is known',
  (narrowed, words) => {
    expect(enrolledThen({ known: 0, unknown: 0, at, keptSince: '2026-11-06T12:00:00.000Z' }, narrowed)).toBe(
      words,
    );
  },
);

it.each([
  ['', false],
  ['?at=2026-11-05T12:00&zone=UTC&q=', false],
  ['?q=desk', true],
  ['?told=nothing', true],
  ['?status=retired', true],
])('of the address %s says whether machines are left out: %s', async (address, narrowed) => {
  expect(isNarrowed(filterOf(await loadPastParams(new URLSearchParams(address))))).toBe(narrowed);
});
