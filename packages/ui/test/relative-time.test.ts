import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absoluteTime, durationText, relativeTime } from '../src/relative-time';

const NOW = Date.UTC(2026, 10, 23, 14, 5, 9);

describe('durationText', () => {
  it.each([
    [1000, '1 s'],
    [59_999, '59 s'],
    [300_000, '5 min'],
    [86_400_000, '1 d'],
  ])('says %i ms as "%s"', (ms, words) => {
    expect(durationText(ms)).toBe(words);
  });
});

describe('relativeTime', () => {
  it.each([
    [0, 'now'],
    [1999, 'now'],
    [2000, '2 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_599_999, '59 min ago'],
    [3_600_000, '1 h ago'],
    [86_400_000, '1 d ago'],
    [60 * 86_400_000, '2 mo ago'],
    [-90_000, 'in 1 min'],
    [-93 * 60_000, 'in 93 min'],
    [1 - 3 * 3_600_000, 'in 179 min'],
    [-3 * 3_600_000, 'in 3 h'],
  ])('says %i ms back as "%s"', (back, words) => {
    expect(relativeTime(NOW - back, NOW)).toBe(words);
  });

  it('never says a zero, whatever the distance', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4e12, max: 4e12 }), (back) => {
        expect(relativeTime(NOW - back, NOW)).toMatch(/^(now|in [1-9]\d* \w+|[1-9]\d* \w+ ago)$/);
      }),
    );
  });
});

describe('absoluteTime', () => {
  it('names the zone that it is told in', () => {
    expect(absoluteTime(NOW, 'UTC')).toBe('23 Nov 2026, 14:05:09 (UTC)');
    expect(absoluteTime(NOW, 'Asia/Tokyo')).toBe('23 Nov 2026, 23:05:09 (Asia/Tokyo)');
    expect(absoluteTime(NOW, 'Asia/Kolkata')).toBe('23 Nov 2026, 19:35:09 (Asia/Kolkata)');
  });

  it('reads the same in every release of the locale data', () => {
    expect(absoluteTime(Date.UTC(2026, 8, 1, 0, 0, 0), 'UTC')).toBe('1 Sep 2026, 00:00:00 (UTC)');
    expect(absoluteTime(Date.UTC(1999, 11, 31, 23, 59, 59), 'UTC')).toBe('31 Dec 1999, 23:59:59 (UTC)');
  });

  it.each([
    ['2026-10-24T23:59:59Z', 'Europe/Oslo', '25 Oct 2026, 01:59:59 (Europe/Oslo)'],
    ['2026-10-25T00:30:00Z', 'Europe/Oslo', '25 Oct 2026, 02:30:00 (Europe/Oslo, UTC+2)'],
    ['2026-10-25T01:30:00Z', 'Europe/Oslo', '25 Oct 2026, 02:30:00 (Europe/Oslo, UTC+1)'],
    ['2026-10-25T02:00:00Z', 'Europe/Oslo', '25 Oct 2026, 03:00:00 (Europe/Oslo)'],
    ['2026-10-25T01:00:00Z', 'Europe/London', '25 Oct 2026, 01:00:00 (Europe/London, UTC+0)'],
    ['2026-11-01T05:59:59.999Z', 'America/New_York', '1 Nov 2026, 01:59:59 (America/New_York, UTC-4)'],
    ['2026-04-04T14:45:00Z', 'Australia/Lord_Howe', '5 Apr 2026, 01:45:00 (Australia/Lord_Howe, UTC+11)'],
    ['2026-04-04T15:15:00Z', 'Australia/Lord_Howe', '5 Apr 2026, 01:45:00 (Australia/Lord_Howe, UTC+10:30)'],
    ['2026-03-29T00:59:59Z', 'Europe/Oslo', '29 Mar 2026, 01:59:59 (Europe/Oslo)'],
    ['2026-03-29T01:00:00Z', 'Europe/Oslo', '29 Mar 2026, 03:00:00 (Europe/Oslo)'],
  ])('tells %s in %s apart from when else the clocks showed the same', (at, zone, words) => {
    expect(absoluteTime(Date.parse(at), zone)).toBe(words);
  });
});
