import { describe, expect, it } from 'vitest';
import { expandWindows, type Interval, type WindowRule, zoneOf } from '../src';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (iso: string) => Date.parse(iso);
const rule = (from: string, to: string, days = EVERY_DAY): WindowRule => ({ days, from, to });
const first = (rules: WindowRule[], zone: string, from: string, count: number) =>
  shown(expandWindows(rules, zone, at(from)).slice(0, count));
const shown = (intervals: Interval[]) =>
  intervals.map((interval) =>
    interval.map((one) => new Date(one).toISOString().replace(':00.000Z', 'Z')).join(' '),
  );

describe('windows of a machine', () => {
  it('open and close by the clock of its own zone', () => {
    const night = [rule('22:00', '23:30')];
    expect(first(night, 'Europe/Oslo', '2026-11-26T12:00:00Z', 2)).toEqual([
      '2026-11-26T21:00Z 2026-11-26T22:30Z',
      '2026-11-27T21:00Z 2026-11-27T22:30Z',
    ]);
    expect(first(night, 'Asia/Kolkata', '2026-11-26T12:00:00Z', 1)).toEqual([
      '2026-11-26T16:30Z 2026-11-26T18:00Z',
    ]);
    expect(first(night, 'America/Los_Angeles', '2026-11-26T04:00:00Z', 1)).toEqual([
      '2026-11-26T06:00Z 2026-11-26T07:30Z',
    ]);
  });

  it('reach across midnight into a day that has no window of its own', () => {
    const friday = [rule('22:00', '04:00', [5])];
    expect(first(friday, 'UTC', '2026-11-26T12:00:00Z', 2)).toEqual([
      '2026-11-27T22:00Z 2026-11-28T04:00Z',
      '2026-12-04T22:00Z 2026-12-05T04:00Z',
    ]);
  });

  it('come whole where one is open, also one that opened the day before', () => {
    const friday = [rule('22:00', '04:00', [5])];
    expect(first(friday, 'UTC', '2026-11-28T03:59:59Z', 1)).toEqual(['2026-11-27T22:00Z 2026-11-28T04:00Z']);
    expect(first(friday, 'UTC', '2026-11-28T04:00:00Z', 1)).toEqual(['2026-12-04T22:00Z 2026-12-05T04:00Z']);
  });

  it('last a day where they close when they open', () => {
    expect(first([rule('06:00', '06:00', [6])], 'UTC', '2026-11-26T12:00:00Z', 1)).toEqual([
      '2026-11-28T06:00Z 2026-11-29T06:00Z',
    ]);
  });

  it('are one where they touch or overlap', () => {
    const rules = [rule('20:00', '22:00', [1]), rule('21:00', '23:00', [1]), rule('23:00', '01:00', [1])];
    expect(first(rules, 'UTC', '2026-11-26T12:00:00Z', 1)).toEqual(['2026-11-30T20:00Z 2026-12-01T01:00Z']);
    const always = expandWindows([rule('00:00', '00:00')], 'UTC', at('2026-11-26T12:00:00Z'));
    expect(always).toHaveLength(1);
    expect(always[0]![1] - always[0]![0]).toBeGreaterThan(90 * 86_400_000);
  });

  describe('when the clock is put forward (Oslo, 29 March 2026, 02:00 to 03:00)', () => {
    const from = '2026-03-28T12:00:00Z';
    it('across both DST changes: are an hour shorter where the clock is put forward', () => {
      expect(first([rule('01:00', '05:00', [7])], 'Europe/Oslo', from, 1)).toEqual([
        '2026-03-29T00:00Z 2026-03-29T03:00Z',
      ]);
    });
    it('open at the skip where they would open in the hour that is skipped', () => {
      expect(first([rule('02:30', '04:00', [7])], 'Europe/Oslo', from, 1)).toEqual([
        '2026-03-29T01:00Z 2026-03-29T02:00Z',
      ]);
    });
    it('close at the skip where they would close in it', () => {
      expect(first([rule('01:00', '02:30', [7])], 'Europe/Oslo', from, 1)).toEqual([
        '2026-03-29T00:00Z 2026-03-29T01:00Z',
      ]);
    });
    it('are none on that day where the skip takes them whole', () => {
      expect(first([rule('02:10', '02:50', [7])], 'Europe/Oslo', from, 1)).toEqual([
        '2026-04-05T00:10Z 2026-04-05T00:50Z',
      ]);
    });
    it('keep their local times before and after', () => {
      expect(first([rule('22:00', '06:00')], 'Europe/Oslo', from, 2)).toEqual([
        '2026-03-28T21:00Z 2026-03-29T04:00Z',
        '2026-03-29T20:00Z 2026-03-30T04:00Z',
      ]);
    });
  });

  describe('when the clock is put back (Oslo, 25 October 2026, 03:00 to 02:00)', () => {
    const from = '2026-10-24T12:00:00Z';
    it('across both DST changes: are an hour longer where the clock is put back', () => {
      expect(first([rule('01:00', '05:00', [7])], 'Europe/Oslo', from, 1)).toEqual([
        '2026-10-24T23:00Z 2026-10-25T04:00Z',
      ]);
    });
    it('open and close the first time that the clock shows it', () => {
      expect(first([rule('02:15', '02:45', [7])], 'Europe/Oslo', from, 1)).toEqual([
        '2026-10-25T00:15Z 2026-10-25T00:45Z',
      ]);
      expect(first([rule('02:15', '03:15', [7])], 'Europe/Oslo', from, 1)).toEqual([
        '2026-10-25T00:15Z 2026-10-25T02:15Z',
      ]);
    });
  });

  it('know zones whose turn is at midnight or of half an hour', () => {
    // Cairo, 24 April 2026: 00:00 becomes 01:00. Lord Howe, 4 October 2026: 02:00 becomes 02:30.
    expect(first([rule('00:00', '02:00', [5])], 'Africa/Cairo', '2026-04-23T12:00:00Z', 1)).toEqual([
      '2026-04-23T22:00Z 2026-04-23T23:00Z',
    ]);
    expect(first([rule('02:15', '03:00', [7])], 'Australia/Lord_Howe', '2026-10-03T10:00:00Z', 1)).toEqual([
      '2026-10-03T15:30Z 2026-10-03T16:00Z',
    ]);
  });

  it('are at most 64, and never none, so that nobody takes them for any time', () => {
    expect(expandWindows([rule('22:00', '23:00')], 'UTC', 0)).toHaveLength(64);
    for (const zone of ['UTC', 'Europe/Oslo', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      for (let month = 0; month < 12; month += 1) {
        const some = expandWindows([rule('02:10', '02:50', [7])], zone, Date.UTC(2026, month, 27, 3));
        expect(some.length).toBeGreaterThan(0);
      }
    }
    expect(expandWindows([], 'UTC', 0)).toEqual([]);
  });

  it('are those of the plan’s own zone where a machine told none or one that nobody knows', () => {
    expect(zoneOf(null, 'Europe/Oslo')).toBe('Europe/Oslo');
    for (const told of ['', 'Mars/Olympus', '+02:00', 'W. Europe Standard Time'])
      expect(zoneOf(told, 'UTC')).toBe('UTC');
    expect(zoneOf('Asia/Kolkata', 'UTC')).toBe('Asia/Kolkata');
  });
});
