import { describe, expect, it } from 'vitest';
import { freezeTime, sortFreezes } from '../src/app/(console)/rollouts/freezes/freeze-times';

const NOW = Date.parse('2026-12-24T12:00:00Z');
const freeze = (from: string, to: string) => ({ from: `${from}T12:00:00Z`, to: `${to}T12:00:00Z` });

describe('a freeze', () => {
  it('holds from its first instant and no longer at its last', () => {
    expect(freezeTime(freeze('2026-12-24', '2026-12-25'), NOW)).toBe('now');
    expect(freezeTime(freeze('2026-12-23', '2026-12-24'), NOW)).toBe('past');
    expect(freezeTime(freeze('2026-12-25', '2026-12-26'), NOW)).toBe('to-come');
  });

  it('stands before what is to come, the next of those first; the past is last, its newest first', () => {
    const [old, older, now, soon, later] = [
      freeze('2026-11-01', '2026-11-02'),
      freeze('2026-10-01', '2026-10-02'),
      freeze('2026-12-20', '2026-12-27'),
      freeze('2026-12-30', '2026-12-31'),
      freeze('2027-03-01', '2027-03-02'),
    ];
    expect(sortFreezes([later, older, old, now, soon], NOW)).toEqual([now, soon, later, old, older]);
  });
});
