import { anyHappening, brakeOf, freezeOf } from './draw-happenings';
import { anyMachine, MINUTE, START } from './draw-machine';
import { anyGate, anyNotice, NO_NOTICE, windowsOf } from './draw-plan';
import type { DrawnHistory, DrawnWave, DrawnWorld } from './drawn-history';
import { between, chance, listOf, pick, type Random, seededRandom } from './random';
import { THEME_LENGTH_MS, type ThemePart } from './theme-part';
import { approvalOf, THEMES } from './themes';

const LENGTH_MS = 180 * MINUTE;
/** Worlds that follow each other and have their plans in common. */
export const WORLDS_OF_SAME_PLANS = 16;
/** Of the rollouts that live side by side: those about their approval, those with a theme, and those about nothing. */
const APPROVALS = 3;
const THEMED = 11;
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
    ...(chance(random, 0.03) ? brakeOf(random, among) : []),
    ...(chance(random, 0.03) ? [freezeOf(random, among)] : []),
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

/**
 * The history of a plan, lived differently: how machines are, who is on them, what happens and who does what is of
 * `life`; what is stored before it begins is of `plan`.
 */
function livedAs(plan: DrawnHistory, life: DrawnHistory): DrawnHistory {
  const machines = plan.machines.map((stored, n) => {
    const { id, enrolmentId, wave, zone } = stored;
    const one = life.machines[n] ?? stored;
    const { hostname, hardwareId } = stored.machine;
    const joinsAt = stored.joinsAt === null ? null : (one.joinsAt ?? stored.joinsAt);
    return {
      ...one,
      id,
      enrolmentId,
      wave,
      zone,
      joinsAt,
      machine: { ...one.machine, hostname, hardwareId },
    };
  });
  const { seed, happenings, resumesAfterMs } = life;
  return { ...plan, seed, machines, happenings, resumesAfterMs };
}

function historiesOf(random: Random, seed: number, planSeed: number): DrawnHistory[] {
  const themes = listOf(THEMED, (n) => NAMES[(planSeed * THEMED + n) % NAMES.length]!);
  return [
    ...listOf(APPROVALS, (n) =>
      themedHistory(random, seed, 'approval', approvalOf(random, planSeed * APPROVALS + n)),
    ),
    ...themes.map((theme) => themedHistory(random, seed, theme, THEMES[theme]!(random))),
    ...listOf(PLAIN, () => plainHistory(random, seed)),
  ];
}

/**
 * The world of a seed: the same one always. Worlds that follow each other live through the same plans, so many at a time;
 * those plans go through all themes and all ways to approval.
 */
export function drawWorld(seed: number): DrawnWorld {
  const planSeed = Math.floor((seed - 1) / WORLDS_OF_SAME_PLANS);
  const plans = historiesOf(seededRandom(planSeed + 7_000_003), seed, planSeed);
  const lives = historiesOf(seededRandom(seed), seed, planSeed);
  const histories = plans.map((plan, place) => apart(livedAs(plan, lives[place]!), place));
  return { seed, planSeed, startMs: START, overrideNeedsTwo: planSeed % 3 === 0, histories };
}
