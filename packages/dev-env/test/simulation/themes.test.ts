import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawWorld, THEMES } from '../../src/simulation';
import { seedsOfPart } from './live-worlds';

const parts = readdirSync(new URL('.', import.meta.url))
  .map((name) => /^part-(\d+)\.test\.ts$/.exec(name)?.[1])
  .filter((number) => number !== undefined)
  .map(Number);
const worlds = parts.flatMap(seedsOfPart).map(drawWorld);

describe('the histories that are lived through', () => {
  it('are thousands', () => {
    expect(worlds.reduce((sum, { histories }) => sum + histories.length, 0)).toBeGreaterThan(2_000);
  });

  it('are about every promise, and about every way to approval', () => {
    const histories = worlds.flatMap((world) => world.histories);
    const themes = new Set(histories.map(({ theme }) => theme));
    const approvals = new Set(histories.map(({ approval }) => approval));
    expect([...Object.keys(THEMES), 'approval', 'plain'].filter((theme) => !themes.has(theme))).toEqual([]);
    expect(approvals.size).toBe(10);
  });

  it('are the same of a seed each time', () => {
    expect(drawWorld(11)).toEqual(drawWorld(11));
    expect(drawWorld(11)).not.toEqual(drawWorld(12));
  });
});
