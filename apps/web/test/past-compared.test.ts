import { describe, expect, it } from 'vitest';
import { keptOf } from '../src/app/(console)/past/compared';

const day = (number: number) => `2026-11-0${number}T12:00:00.000Z`;

describe('two moments of the past', () => {
  it.each([
    ['both before everything is kept', 3, 4, { before: false, after: false }],
    ['the first alone', 3, 6, { before: false, after: true }],
    ['neither', 6, 7, { before: true, after: true }],
  ])('are judged each: %s', (_, at, until, kept) => {
    expect(keptOf({ at: day(at), until: day(until), keptSince: day(5) })).toEqual(kept);
  });

  it('are kept where all is', () => {
    expect(keptOf({ at: day(1), until: day(2), keptSince: null })).toEqual({ before: true, after: true });
  });
});
