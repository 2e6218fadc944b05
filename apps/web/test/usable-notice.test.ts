import { expect, it } from 'vitest';
import { isUsable } from '../src/notice/usable-notice';

const row = (id: string, scope: string | null, archivedAt: string | null = null) => ({
  id,
  scope: scope === null ? null : { id: scope },
  archivedAt,
});
const ROWS = [row('own', 'a'), row('other', 'b'), row('old', 'a', '2026-01-01'), row('standard', null)];

const usable = (scopeId: string | null, value: string | null = null) =>
  ROWS.filter((one) => isUsable(one, { scopeId, value })).map(({ id }) => id);

it('offers the notices of the change’s own scope that are in use', () => {
  expect(usable('a')).toEqual(['own']);
  expect(usable('c')).toEqual([]);
});

it('keeps what is chosen already', () => {
  expect(usable('a', 'old')).toEqual(['own', 'old']);
});

it('offers those of every scope while the scope is not known', () => {
  expect(usable(null)).toEqual(['own', 'other']);
});
