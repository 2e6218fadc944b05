import { describe, expect, it } from 'vitest';
import { instantOfWall, instantsOfWallTwice, wallText } from '../src/plan/wall-clock';

const at = (text: string) => Date.parse(text);

describe('a clock on the wall', () => {
  it('shows an instant in its zone, and back', () => {
    expect(wallText(at('2026-11-26T21:05:00Z'), 'Europe/Madrid')).toBe('2026-11-26T22:05');
    expect(instantOfWall('2026-11-26T22:05', 'Europe/Madrid')).toBe(at('2026-11-26T21:05:00Z'));
    expect(instantOfWall('2026-07-26T22:05', 'Asia/Kolkata')).toBe(at('2026-07-26T16:35:00Z'));
  });

  it('takes the earlier of two instants that it shows alike', () => {
    expect(instantOfWall('2026-10-25T02:30', 'Europe/Madrid')).toBe(at('2026-10-25T00:30:00Z'));
  });

  it('goes on past a time that it never shows', () => {
    expect(wallText(instantOfWall('2026-03-29T02:30', 'Europe/Madrid')!, 'Europe/Madrid')).toBe(
      '2026-03-29T03:30',
    );
  });

  it('knows what is no time', () => {
    expect(instantOfWall('', 'UTC')).toBeNull();
    expect(instantOfWall('soon', 'UTC')).toBeNull();
  });

  it('has no minute of its own', () => {
    expect(wallText(at('2026-01-01T23:59:59Z'), 'UTC')).toBe('2026-01-01T23:59');
    expect(instantOfWall('2026-01-01T00:00', 'UTC')).toBe(at('2026-01-01T00:00:00Z'));
  });
});

describe('a time that clocks show twice', () => {
  const twice = (text: string, zone: string) =>
    instantsOfWallTwice(text, zone)?.map((ms) => new Date(ms).toISOString()) ?? null;

  it('is two instants where they are put back, by an hour or less, to the second', () => {
    expect(twice('2026-10-25T02:30', 'Europe/Oslo')).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    expect(twice('2026-10-25T02:59:59', 'Europe/Oslo')).toEqual([
      '2026-10-25T00:59:59.000Z',
      '2026-10-25T01:59:59.000Z',
    ]);
    expect(twice('2026-04-05T01:45', 'Australia/Lord_Howe')).toEqual([
      '2026-04-04T14:45:00.000Z',
      '2026-04-04T15:15:00.000Z',
    ]);
  });

  it.each([
    ['2026-10-25T01:59:59', 'Europe/Oslo'],
    ['2026-10-25T03:00', 'Europe/Oslo'],
    ['2026-03-29T02:30', 'Europe/Oslo'],
    ['2026-10-25T02:30', 'UTC'],
    ['2026-10-25T02:30', 'Europe/Os'],
    ['2026-10-25T02:30', ''],
    ['', 'Europe/Oslo'],
    ['soon', 'Europe/Oslo'],
  ])('is not %s in %j', (text, zone) => {
    expect(twice(text, zone)).toBeNull();
  });
});
