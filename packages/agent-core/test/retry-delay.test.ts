import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CLEAR_RETRY_SECONDS, MAX_RETRY_DELAY_MS, retryDelayMs, retrySecondsInClear } from '../src';

describe('the pause before the next attempt', () => {
  it('is spread over a range that doubles up to a minute', () => {
    expect(retryDelayMs(0, 0.999, null)).toBeLessThanOrEqual(500);
    expect(retryDelayMs(3, 0.5, null)).toBe(2000);
    expect(retryDelayMs(40, 0.999, null)).toBeLessThanOrEqual(MAX_RETRY_DELAY_MS);
  });

  it('is never shorter than what the server asked for', () => {
    const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(100), anyRandom, fc.nat(600), (failures, random, asked) => {
        expect(retryDelayMs(failures, random, asked)).toBeGreaterThanOrEqual(asked * 1000);
      }),
    );
  });

  it('is what an answer in clear asked for, up to a quarter of an hour', () => {
    expect([null, 0, 7, 900].map(retrySecondsInClear)).toEqual([null, 0, 7, 900]);
    expect([901, 86_400, 2_000_000_000].map(retrySecondsInClear)).toEqual([900, 900, 900]);
    expect(MAX_CLEAR_RETRY_SECONDS).toBe(900);
  });
});
