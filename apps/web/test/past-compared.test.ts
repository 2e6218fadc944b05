import { describe, expect, it } from 'vitest';
import { keptOf } from '../src/app/(console)/past/compared';
import { isUntilNow, loadPastParams, lookAt } from '../src/app/(console)/past/search-params';

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

describe('what a moment is compared with', () => {
  it.each([
    ['', true],
    ['until=', true],
    ['until=2026-11-20T10:00', false],
  ])('is now unless the address names a moment: "%s"', (search, now) => {
    expect(isUntilNow(loadPastParams(`?${search}`))).toBe(now);
  });

  const params = loadPastParams(
    '?at=2026-11-10T10:00&zone=Europe/Berlin&until=2026-11-20T10:00&untilLater=true',
  );
  const at = '2026-11-11T10:00';

  it('stays when another first moment is asked for by the same clocks', () => {
    const next = lookAt(params, { at, zone: 'Europe/Berlin', later: null });
    expect({ ...params, ...next }).toMatchObject({ at, until: '2026-11-20T10:00', untilLater: true });
  });

  it('is now again by other clocks, by which it would be another moment', () => {
    const next = lookAt(params, { at, zone: 'Asia/Tokyo', later: null });
    expect({ ...params, ...next }).toMatchObject({ at, zone: 'Asia/Tokyo', until: null, untilLater: null });
  });
});
