import { anyHappening, brakeOf, freezeOf } from './draw-happenings';
import { anyMachine, MINUTE, START } from './draw-machine';
import { anyGate, anyNotice, NO_NOTICE, windowsOf } from './draw-plan';
import type { DrawnHistory, DrawnWave, DrawnWorld } from './drawn-history';
import { between, chance, listOf, pick, type Random, seededRandom } from './random';
import { approvalOf, THEME_LENGTH_MS, THEMES, type ThemePart } from './themes';

const LENGTH_MS = 180 * MINUTE;
/** Of the rollouts that live side by side: those with a theme, and those of which nothing is known beforehand. */
const THEMED = 3;
const PLAIN = 2;

function limitsOf(random: Random): DrawnHistory['limits'] {
  return {
    atOnce: pick(random, [
      [3, null],
      [1, 1],
      [1, 2],
    ]),
    perMinute: pick(random, [
      [3, null],
      [1, 1],
      [1, 3],
    ]),
  };
}

/** Anything with anything. */
function plainHistory(random: Random, seed: number): DrawnHistory {
  const waves: DrawnWave[] = listOf(between(random, 1, 3), () => ({
    gate: anyGate(random),
    patienceSeconds: pick(random, [
      [2, 600],
      [1, 1800],
    ]),
  }));
  // Every wave has somebody; the canary is small.
  const sizes = waves.map((_, n) => between(random, 1, n === 0 ? 3 : 4));
  const machines = sizes.flatMap((size, wave) =>
    listOf(size, (n) => anyMachine(random, 10 * wave + n, wave, LENGTH_MS)),
  );
  const among = { waves: waves.length, machines: machines.length, lengthMs: LENGTH_MS };
  const outer = [
    ...(chance(random, 0.1) ? brakeOf(random, among) : []),
    ...(chance(random, 0.1) ? [freezeOf(random, among)] : []),
  ];
  return {
    kind: 'planned',
    seed,
    theme: 'plain',
    startMs: START,
    startAt: chance(random, 0.2) ? START + between(random, 1, 30) * MINUTE : null,
    endAt: START + LENGTH_MS,
    waves,
    machines,
    limits: limitsOf(random),
    notice: anyNotice(random),
    windows: chance(random, 0.6) ? [] : windowsOf(random, 12, between(random, 10, 80)),
    contactWindowSeconds: pick(random, [
      [1, 60],
      [1, 300],
    ]),
    verify: { attempts: between(random, 1, 3), intervalSeconds: between(random, 1, 30) },
    isLive: false,
    approval: pick(random, [
      [8, 'second-person'],
      [1, 'late'],
      [1, 'emergency'],
    ]),
    happenings: [...listOf(between(random, 0, 8), () => anyHappening(random, among)), ...outer],
    resumesAfterMs: chance(random, 0.8) ? between(random, 30_000, 20 * MINUTE) : null,
  };
}

function themedHistory(random: Random, seed: number, theme: string, part: ThemePart): DrawnHistory {
  return {
    kind: 'planned',
    seed,
    theme,
    startMs: START,
    startAt: null,
    endAt: START + THEME_LENGTH_MS,
    limits: { atOnce: null, perMinute: null },
    notice: NO_NOTICE,
    windows: [],
    contactWindowSeconds: 60,
    verify: { attempts: 2, intervalSeconds: 5 },
    isLive: false,
    approval: 'second-person',
    happenings: [],
    resumesAfterMs: between(random, 1, 10) * MINUTE,
    ...part,
  };
}

const NAMES = Object.keys(THEMES);

/** No two machines of a world are the same. */
function apart(history: DrawnHistory, place: number): DrawnHistory {
  const machines = history.machines.map(({ machine, ...drawn }) => {
    const hostname = `${machine.hostname}-${place}`;
    return { ...drawn, machine: { ...machine, hostname, hardwareId: `${machine.hardwareId}-${place}` } };
  });
  return { ...history, machines };
}

/** The world of a seed: the same one always. Worlds that follow each other go through all themes and approvals. */
export function drawWorld(seed: number): DrawnWorld {
  const random = seededRandom(seed);
  const themes = listOf(THEMED, (n) => NAMES[(seed * THEMED + n) % NAMES.length]!);
  const histories = [
    themedHistory(random, seed, 'approval', approvalOf(random, seed)),
    ...themes.map((theme) => themedHistory(random, seed, theme, THEMES[theme]!(random))),
    ...listOf(PLAIN, () => plainHistory(random, seed)),
  ];
  return { seed, startMs: START, overrideNeedsTwo: seed % 3 === 0, histories: histories.map(apart) };
}
