import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidError, verbs } from '../src';
import { type AskedMoment, momentOf } from '../src/past/moment';
import { TestFleet } from './support/fleet';

const NOW = new Date('2026-11-29T12:00:00Z');
const instantOf = (asked: AskedMoment) => momentOf(asked, NOW).instant.toISOString();
const oslo = (at: string, later?: boolean): AskedMoment => ({ at, timeZone: 'Europe/Oslo', later });

function refusalOf(asked: AskedMoment): InvalidError {
  try {
    momentOf(asked, NOW);
  } catch (error) {
    if (error instanceof InvalidError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

describe('a moment that somebody asks for', () => {
  it('is what the clock of a place showed, in summer and in winter', () => {
    expect(instantOf(oslo('2026-03-31T12:00'))).toBe('2026-03-31T10:00:00.000Z');
    expect(instantOf(oslo('2026-01-31T12:00:30'))).toBe('2026-01-31T11:00:30.000Z');
    expect(instantOf({ at: '2026-03-31T12:00', timeZone: 'Asia/Kolkata' })).toBe('2026-03-31T06:30:00.000Z');
    expect(instantOf({ at: '2026-03-31T12:00:00+02:00' })).toBe('2026-03-31T10:00:00.000Z');
  });

  it('is refused where the clocks were put forward over it, with the time at which they went on', () => {
    const { message, fields } = refusalOf(oslo('2026-03-29T02:30'));
    expect(message).toContain('never showed that time, but went on at 2026-03-29 03:00');
    expect(fields).toHaveProperty('at');
    expect(instantOf(oslo('2026-03-29T03:00'))).toBe('2026-03-29T01:00:00.000Z');
    expect(instantOf(oslo('2026-03-29T01:59'))).toBe('2026-03-29T00:59:00.000Z');
  });

  it('is the first where the clocks were put back and showed it twice, or the later one, and says so', () => {
    const first = new Date('2026-10-25T00:30:00Z');
    const second = new Date('2026-10-25T01:30:00Z');
    expect(momentOf(oslo('2026-10-25T02:30'), NOW)).toEqual({ instant: first, otherwise: second });
    expect(momentOf(oslo('2026-10-25T02:30', true), NOW)).toEqual({ instant: second, otherwise: first });
    expect(momentOf({ at: '2026-04-05T01:45', timeZone: 'Australia/Lord_Howe' }, NOW).otherwise).toEqual(
      new Date('2026-04-04T15:15:00Z'),
    );
  });

  it.each([
    [oslo('2026-11-30T02:30'), 'at', /yet to come. It is 2026-11-29 12:00 UTC now/],
    [{ at: '2027-01-01T00:00:00Z' }, 'at', /yet to come/],
    [{ at: '2026-03-31T12:00' }, 'timeZone', /names no time zone. Name one such as Europe\/Oslo/],
    [{ at: '2026-03-31T12:00', timeZone: 'Mars/Base' }, 'timeZone', /Mars\/Base is no time zone known here/],
    [{ at: '2026-03-31T12:00', timeZone: '+02:00' }, 'timeZone', /is no time zone known here/],
  ])('says what is wrong with %j', (asked, field, words) => {
    const error = refusalOf(asked);
    expect(error.message).toMatch(words);
    expect(Object.keys(error.fields)).toEqual([field]);
  });

  it('is never another than the clock shows', () => {
    const zones = fc.constantFrom(
      'Europe/Oslo',
      'America/New_York',
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'UTC',
    );
    const times = fc.date({ min: new Date('2020-01-01'), max: new Date('2026-11-27'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, times, (timeZone, time) => {
        const at = time.toISOString().slice(0, 19);
        let found: Date;
        try {
          found = momentOf({ at, timeZone }, NOW).instant;
        } catch (error) {
          expect((error as Error).message).toContain('put forward');
          return;
        }
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
        expect(shown.format(found)).toBe(at.replace('T', ' '));
      }),
    );
  });
});

describe('the second of two moments that are compared', () => {
  let fleet: TestFleet;
  beforeAll(async () => {
    fleet = await TestFleet.create();
    fleet.now = NOW.getTime();
  });
  afterAll(() => fleet.close());

  it('is of the same clock, which may have shown it twice', async () => {
    const asked = { at: '2026-03-31T12:00', timeZone: 'Europe/Oslo' };
    const compare = (rest: object) => verbs['past.compare'](fleet.as('viewer'), { ...asked, ...rest });
    expect(await compare({ until: '2026-04-01T12:00' })).toMatchObject({
      until: '2026-04-01T10:00:00.000Z',
      untilOtherwise: null,
    });
    const october = '2026-10-25T02:30';
    const [first, second] = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'];
    expect(await compare({ until: october })).toMatchObject({ until: first, untilOtherwise: second });
    expect(await compare({ until: october, untilLater: true })).toMatchObject({
      until: second,
      untilOtherwise: first,
    });
    await expect(compare({ until: '2099-01-01T00:00' })).rejects.toMatchObject({
      fields: { until: 'That moment is yet to come.' },
    });
    await expect(compare({ at: '2026-03-28T12:00', until: '2026-03-29T02:30' })).rejects.toMatchObject({
      fields: { until: expect.stringMatching(/put forward/) },
    });
  });
});
