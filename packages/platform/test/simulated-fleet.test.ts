import { DIAGNOSIS_RULES, diagnose, diagnoseHistory } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { makePopulation, observeSimulated, type SimulatedMachine } from '../src/simulator';

const NOW = 1_800_000_000_000;
const LOOK_EVERY_MS = 300_000;
const measured = { probeServer: null, peer: null };
/** The seed of the demo fleet, and others. */
const SEEDS = [7, 1, 2, 3];
const EVERY_CODE = DIAGNOSIS_RULES.map(({ code }) => code).sort();
const OVER_TIME = ['flapping', 'setting-returns'];

/** The newest first, as a server keeps them: one look every five minutes. */
const looksAt = (machine: SimulatedMachine, count: number) =>
  Array.from({ length: count }, (_, back) => observeSimulated(machine, measured, NOW - back * LOOK_EVERY_MS));

const codesOf = (count: number, seed: number, looks: number) => {
  const machines = makePopulation(count, seed);
  return new Set(machines.flatMap((one) => diagnoseHistory(looksAt(one, looks)).map(({ code }) => code)));
};

describe('the demo fleet', () => {
  it.each(SEEDS)('of 200 machines (seed %s) shows every cause of the diagnosis', (seed) => {
    expect([...codesOf(200, seed, 12)].sort()).toEqual(EVERY_CODE);
  });

  it.each(SEEDS)('of 200 machines (seed %s) shows all but what comes with time at its first look', (seed) => {
    const seen = codesOf(200, seed, 1);
    expect(EVERY_CODE.filter((code) => !seen.has(code))).toEqual(OVER_TIME);
  });

  it('shows most causes among 60 machines', () => {
    expect(codesOf(60, SEEDS[0]!, 12).size).toBeGreaterThanOrEqual(30);
  });

  it('has machines on which all is well', () => {
    const worst = makePopulation(200, SEEDS[0]!).map((one) => diagnose(looksAt(one, 1)[0]!)[0]?.severity);
    expect(worst.filter((severity) => severity === 'ok' || severity === 'info').length).toBeGreaterThan(80);
  });
});
