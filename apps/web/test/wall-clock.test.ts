import { describe, expect, it } from 'vitest';
import { instantOfWall, wallText } from '../src/plan/wall-clock';

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
