import { describe, expect, it } from 'vitest';
import { chainLook, comparedWords, countOf } from '../src/audit-chain/chain-words';
import type { AuditChain } from '../src/trpc/shapes';

const NOW = Date.parse('2026-11-23T10:00:00.000Z');
const HOUR_MS = 3_600_000;

const chain = (check: Partial<NonNullable<AuditChain['check']>> | null): AuditChain => ({
  linked: 5,
  unlinked: { count: 0, since: null },
  head: null,
  unsigned: 5,
  keys: [],
  places: [],
  check:
    check === null
      ? null
      : {
          startedAt: new Date(NOW - HOUR_MS).toISOString(),
          finishedAt: new Date(NOW - HOUR_MS).toISOString(),
          count: 5,
          faultCount: 0,
          faults: [],
          compared: { inDatabase: 2, outside: 1 },
          ...check,
        },
});

describe('what is said of the audit chain', () => {
  it.each([
    ['Not checked yet', null],
    ['Whole', {}],
    ['Broken', { faultCount: 1 }],
    ['Broken', { faultCount: 1, finishedAt: new Date(NOW - 48 * HOUR_MS).toISOString() }],
    ['Not checked lately', { finishedAt: new Date(NOW - 27 * HOUR_MS).toISOString() }],
    ['Whole', { finishedAt: new Date(NOW - 25 * HOUR_MS).toISOString() }],
    ['Holds in itself', { compared: { inDatabase: 0, outside: 0 } }],
  ])('%s', (word, check) => {
    expect(chainLook(chain(check), NOW).word).toBe(word);
  });

  it('says with what it was compared, and what would not have been noticed', () => {
    expect(comparedWords({ inDatabase: 0, outside: 0 })).toContain('would not have been noticed');
    expect(comparedWords({ inDatabase: 1200, outside: 0 })).toContain(
      '1,200 signed heads, all of them from the database',
    );
    expect(comparedWords({ inDatabase: 0, outside: 1 })).toBe(
      'with 1 signed head, the newest of them also from outside the database',
    );
    expect(countOf(1, 'entry', 'entries')).toBe('1 entry');
  });
});
