import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastTime, nextTime } from '../src/report-schedule/next-time';

const next = (every: 'day' | 'week' | 'month', after: string, hour = 6, timeZone = 'Europe/Oslo') =>
  nextTime({ every, hour, timeZone }, new Date(after)).toISOString();

describe('the next time of a scheduled report', () => {
  it.each([
    ['day', '2026-11-27T04:59:59Z', '2026-11-27T05:00:00.000Z'],
    ['day', '2026-11-27T05:00:00Z', '2026-11-28T05:00:00.000Z'],
    ['week', '2026-11-27T05:00:00Z', '2026-11-30T05:00:00.000Z'],
    ['week', '2026-11-30T05:00:00Z', '2026-12-07T05:00:00.000Z'],
    ['month', '2026-11-27T05:00:00Z', '2026-12-01T05:00:00.000Z'],
    ['month', '2026-12-01T05:00:00Z', '2027-01-01T05:00:00.000Z'],
  ] as const)('every %s after %s is %s', (every, after, expected) => {
    expect(next(every, after)).toBe(expected);
  });

  it('is the same hour on the wall when summer time begins and ends, and once a day', () => {
    expect(next('day', '2026-03-28T05:00:00Z')).toBe('2026-03-29T04:00:00.000Z');
    expect(next('day', '2026-10-24T04:00:00Z')).toBe('2026-10-25T05:00:00.000Z');
    expect(next('day', '2026-03-28T12:00:00Z', 2)).toBe('2026-03-29T01:00:00.000Z');
    expect(next('day', '2026-10-24T12:00:00Z', 2)).toBe('2026-10-25T00:00:00.000Z');
    expect(next('day', '2026-10-25T00:00:00Z', 2)).toBe('2026-10-26T01:00:00.000Z');
  });

  it('is of the day in its own zone', () => {
    expect(next('week', '2026-11-29T11:00:00Z', 0, 'Pacific/Auckland')).toBe('2026-12-06T11:00:00.000Z');
    expect(next('week', '2026-11-29T10:59:00Z', 0, 'Pacific/Auckland')).toBe('2026-11-29T11:00:00.000Z');
  });
});

describe('the last time', () => {
  it('begins the period that the next time ends, whenever that is', () => {
    const moment = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    const rhythm = fc.record({
      every: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      hour: fc.nat(23),
      timeZone: fc.constantFrom('Europe/Oslo', 'Pacific/Auckland', 'America/Sao_Paulo', 'UTC'),
    });
    fc.assert(
      fc.property(rhythm, moment, (asked, at) => {
        const last = lastTime(asked, at);
        expect(last.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(nextTime(asked, last)).toEqual(nextTime(asked, at));
      }),
      { numRuns: 300 },
    );
    const monday = lastTime(
      { every: 'week', hour: 6, timeZone: 'Europe/Oslo' },
      new Date('2026-11-27T05:00:00Z'),
    );
    expect(monday.toISOString()).toBe('2026-11-23T05:00:00.000Z');
  });
});
