import { describe, expect, it } from 'vitest';
import { usualWaves } from '../src/plan/usual-plan';
import { addWave, moveWave } from '../src/plan/wave-list';

const names = (waves: ReturnType<typeof usualWaves>) => waves.map(({ name }) => name);

describe('a list of waves', () => {
  it('takes a new one before the one that takes the rest, by a name of its own', () => {
    const once = addWave(usualWaves());
    expect(names(once)).toEqual(['Canary', 'First tenth', 'Wave 3', 'All the rest']);
    expect(new Set(names(addWave(once))).size).toBe(5);
    expect(names(addWave([]))).toEqual(['Wave 1']);
  });

  it('moves one without losing any', () => {
    expect(names(moveWave(usualWaves(), 0, 1))).toEqual(['First tenth', 'Canary', 'All the rest']);
    expect(names(moveWave(usualWaves(), 0, -1))).toEqual(names(usualWaves()));
    expect(names(moveWave(usualWaves(), 2, 1))).toEqual(names(usualWaves()));
  });
});
