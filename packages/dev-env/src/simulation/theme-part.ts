import { type Kind, MINUTE, quietMachine } from './draw-machine';
import { OPEN_GATE } from './draw-plan';
import type { DrawnHistory, DrawnMachine, DrawnWave } from './drawn-history';
import { between, chance, listOf, type Random } from './random';

/** What a theme decides of a history; the rest is a plain one. */
export type ThemePart = Partial<Omit<DrawnHistory, 'seed' | 'theme' | 'startMs' | 'kind'>> & {
  machines: readonly DrawnMachine[];
  waves: readonly DrawnWave[];
};

export const THEME_LENGTH_MS = 60 * MINUTE;

export const waveOf = (gate: Partial<DrawnWave['gate']> = {}, patienceSeconds = 600): DrawnWave => ({
  gate: { ...OPEN_GATE, ...gate },
  patienceSeconds,
});

/** Quiet machines of a wave, one of each kind named. */
export const quiet = (random: Random, wave: number, ...kinds: Kind[]): DrawnMachine[] =>
  kinds.map((kind, n) => quietMachine(random, 10 * wave + n, wave, kind));

/** A gate with one threshold in earnest on the first of two waves, of machines that bring it near. */
export function gateTheme(gate: Partial<DrawnWave['gate']>, ...kinds: Kind[]) {
  return (random: Random): ThemePart => ({
    waves: [waveOf(gate), waveOf()],
    machines: [...quiet(random, 0, ...kinds), ...quiet(random, 1, 'well', 'well')],
    resumesAfterMs: chance(random, 0.5) ? between(random, 1, 10) * MINUTE : null,
  });
}

/** Many machines that are ready, let start one after the other. */
export function crowdOf(random: Random, size: number): DrawnMachine[] {
  return listOf(size, (n) => quietMachine(random, n, 0, chance(random, 0.8) ? 'well' : 'no-effect'));
}

/** Among what happenings are drawn. */
export const among = (part: Pick<ThemePart, 'machines' | 'waves'>) => ({
  waves: part.waves.length,
  machines: part.machines.length,
  lengthMs: 20 * MINUTE,
});
