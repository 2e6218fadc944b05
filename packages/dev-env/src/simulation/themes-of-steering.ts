import { awayFor, MINUTE, START } from './draw-machine';
import type { Happening } from './drawn-history';
import { between, chance, listOf, type Random } from './random';
import { crowdOf, gateTheme, quiet, type ThemePart, waveOf } from './theme-part';

/** A machine, then a wave, then the whole. */
export function rolledBack(random: Random): ThemePart {
  const part = {
    waves: [waveOf(), waveOf({ soakSeconds: chance(random, 0.5) ? 120 : 3600 }), waveOf()],
    machines: [
      ...crowdOf(random, 3),
      ...quiet(random, 1, 'well', 'no-effect', 'blocked', 'compliant'),
      ...quiet(random, 2, 'well'),
    ],
  };
  const at = (from: number) => START + between(random, from, from + 4) * MINUTE;
  const happenings: Happening[] = [
    { atMs: at(3), kind: 'roll-back', what: { kind: 'machine', machine: between(random, 0, 2) } },
    { atMs: at(9), kind: 'roll-back', what: { kind: 'wave', wave: between(random, 0, 1) } },
    { atMs: at(14), kind: 'resume' },
    { atMs: at(20), kind: 'roll-back', what: { kind: 'whole' } },
  ];
  return { ...part, happenings };
}

export function overridden(random: Random): ThemePart {
  const [away, ...rest] = quiet(random, 0, 'well', 'well', 'no-effect');
  const at = () => START + between(random, 3, 30) * MINUTE;
  return {
    waves: [waveOf({ coveragePercent: 100 }, 3600), waveOf()],
    machines: [awayFor(away!, 50 * MINUTE), ...rest, ...quiet(random, 1, 'well', 'well')],
    happenings: listOf(3, (n) => ({ atMs: at(), kind: 'override-gate', wave: 0, second: n === 2 })),
  };
}

/** Changed in part, tried again, and then given back. */
export function secondGo(random: Random): ThemePart {
  const at = (from: number): number => START + between(random, from, from + 5) * MINUTE;
  return {
    waves: [waveOf({ promotion: 'by-hand' }), waveOf()],
    machines: [
      ...quiet(random, 0, 'half-done', 'half-done', 'no-effect', 'well'),
      ...quiet(random, 1, 'well'),
    ],
    happenings: [
      { atMs: at(5), kind: 'retry-failed' },
      { atMs: at(11), kind: 'retry-failed' },
      { atMs: at(20), kind: 'roll-back', what: { kind: 'whole' } },
    ],
  };
}

export function tried(random: Random): ThemePart {
  const gate = { maxFailures: 1, promotion: 'by-hand' } as const;
  const part = gateTheme(gate, 'no-effect', 'well', 'refused')(random);
  const at = () => START + between(random, 4, 40) * MINUTE;
  const again = listOf(3, (): Happening => ({ atMs: at(), kind: 'retry-failed' }));
  return { ...part, happenings: again, resumesAfterMs: 3 * MINUTE };
}
