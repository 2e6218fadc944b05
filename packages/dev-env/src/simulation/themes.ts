import { anyHappening, freezeOf } from './draw-happenings';
import { awayFor, type Kind, MINUTE, START, withPerson } from './draw-machine';
import { NO_NOTICE, windowsOf } from './draw-plan';
import type { ApprovalRoute, DrawnHistory, DrawnWave, Happening } from './drawn-history';
import { between, chance, listOf, pick, type Random } from './random';
import { among, crowdOf, gateTheme, quiet, THEME_LENGTH_MS, type ThemePart, waveOf } from './theme-part';
import { joined, leftOut, lost, noticed, passedOver, pooled, refused } from './themes-of-machines';
import { overridden, rolledBack, secondGo, tried } from './themes-of-steering';

const slowly = { atOnce: null, perMinute: 1 };

/** The same, with one machine of the first wave away for a while. */
function awayTheme(gate: Partial<DrawnWave['gate']>, patienceSeconds: number) {
  return (random: Random): ThemePart => {
    const [first, ...rest] = quiet(
      random,
      0,
      'well',
      'well',
      pick(random, [
        [2, 'well'],
        [1, 'no-effect'],
      ]),
    );
    const away = awayFor(first!, between(random, 5, 50) * MINUTE);
    return {
      waves: [waveOf(gate, patienceSeconds), waveOf()],
      machines: [away, ...rest, ...quiet(random, 1, 'well', 'well')],
    };
  };
}

/** A crowd that something comes upon in its midst, while a soak goes on. */
function interrupted(happen: (random: Random, of: ReturnType<typeof among>) => Happening[]) {
  return (random: Random): ThemePart => {
    const part = {
      waves: [waveOf({ soakSeconds: 240 }), waveOf()],
      machines: [...crowdOf(random, between(random, 6, 8)), ...quiet(random, 1, 'well')],
    };
    const happenings = happen(random, { ...among(part), lengthMs: 4 * MINUTE });
    return { ...part, limits: slowly, happenings };
  };
}

function atEnd(random: Random): ThemePart {
  const [gone, slow, ...rest] = crowdOf(random, 9);
  const endAt = START + between(random, 240, 420) * 1_000;
  const pause: Happening[] = chance(random, 0.5) ? [{ atMs: START + 3 * MINUTE, kind: 'pause' }] : [];
  return {
    waves: [waveOf({ promotion: 'by-hand' }, 1800), waveOf()],
    machines: [
      awayFor(gone!, 20 * MINUTE),
      withPerson(slow!, 15 * MINUTE),
      ...rest,
      ...quiet(random, 1, 'well', 'well'),
    ],
    notice: { ...NO_NOTICE, kind: 'acknowledge', answerTimeoutSeconds: 60 },
    limits: slowly,
    endAt,
    happenings: pause,
    resumesAfterMs: null,
  };
}

const ROUTES: readonly ApprovalRoute[] = [
  'author-tries-first',
  'rejected-once',
  'edited-after',
  'emergency',
  'emergency-of-one',
  'emergency-voided',
  'late',
  'never',
  'forged',
];

/** A small rollout whose plan comes to its approval, or does not, in the way of this seed. */
export function approvalOf(random: Random, seed: number): ThemePart {
  const part = { waves: [waveOf()], machines: crowdOf(random, 2) };
  const approval = ROUTES[seed % ROUTES.length]!;
  return { ...part, approval, happenings: [anyHappening(random, among(part))] };
}

function promoted(random: Random): ThemePart {
  const part = gateTheme({ promotion: 'by-hand' }, 'well', 'half-there')(random);
  const at = START + between(random, 3, 40) * MINUTE;
  return { ...part, happenings: chance(random, 0.8) ? [{ atMs: at, kind: 'promote', wave: 0 }] : [] };
}

/** A crowd in which a failure waits for its sample while others are let start. */
function tripped(random: Random): ThemePart {
  const kinds: Kind[] = ['no-effect', 'well', 'well', 'well', 'refused', ...listOf(5, (): Kind => 'well')];
  return {
    waves: [waveOf({ maxFailPercent: 20, minSample: between(random, 3, 4) })],
    machines: quiet(random, 0, ...kinds),
    limits: pick(random, [
      [2, { atOnce: 2, perMinute: null }],
      [1, { atOnce: null, perMinute: 3 }],
    ]),
    resumesAfterMs: chance(random, 0.7) ? between(random, 1, 5) * MINUTE : null,
  };
}

function scheduled(random: Random): ThemePart {
  return {
    waves: [waveOf(), waveOf()],
    machines: [...crowdOf(random, 2), ...quiet(random, 1, 'well')],
    startAt: START + between(random, 5, 30) * MINUTE,
  };
}

/** Pulled when the soak of the first wave is nearly over. */
function brakeAtSoak(random: Random): Happening[] {
  const atMs = START + between(random, 60, 280) * 1_000;
  return [
    { atMs, kind: 'brake', on: true },
    { atMs: START + between(random, 8, 14) * MINUTE, kind: 'brake', on: false },
  ];
}

const limited =
  (limits: DrawnHistory['limits']) =>
  (random: Random): ThemePart => ({
    waves: [waveOf()],
    machines: crowdOf(random, between(random, 5, 8)),
    limits,
  });

/** By name, each about one promise: what is rare in a plain history is the rule in one of these. */
export const THEMES: Readonly<Record<string, (random: Random) => ThemePart>> = {
  blocked: gateTheme({ maxBlockedPercent: 34 }, 'well', 'blocked', 'blocked'),
  'blocked-none': gateTheme({ maxBlockedPercent: 0 }, 'well', 'blocked', 'well'),
  success: gateTheme({ successPercent: 67 }, 'well', 'no-effect', 'half-there', 'refused'),
  sample: awayTheme({ minSample: 3 }, 3600),
  coverage: awayTheme({ coveragePercent: 100 }, 1800),
  // Whoever is late counts for no coverage, so that nothing but their share holds.
  late: awayTheme({ maxLatePercent: 0, coveragePercent: 100 }, 240),
  nobody: gateTheme({}, 'blocked', 'compliant'),
  soak: gateTheme({ soakSeconds: 600 }, 'well', 'half-there', 'compliant'),
  promotion: promoted,
  override: overridden,
  trip: tripped,
  retry: tried,
  'at-once': limited({ atOnce: 2, perMinute: null }),
  'per-minute': limited({ atOnce: null, perMinute: 2 }),
  window: (random) => ({
    ...limited({ atOnce: null, perMinute: 1 })(random),
    windows: windowsOf(random, 20, between(random, 15, 30)),
    endAt: START + 2 * THEME_LENGTH_MS,
  }),
  notice: noticed,
  pause: interrupted((random, of) => {
    const atMs = START + between(random, 3, 6) * MINUTE;
    const back = { atMs: atMs + between(random, 2, 8) * MINUTE, kind: 'resume' as const };
    return [{ atMs, kind: 'pause' }, back, ...listOf(2, () => anyHappening(random, of))];
  }),
  brake: interrupted(brakeAtSoak),
  freeze: interrupted((random, of) => [freezeOf(random, of)]),
  end: atEnd,
  pool: pooled,
  join: joined,
  'roll-back': rolledBack,
  lost,
  'left-out': leftOut,
  refusal: refused,
  'second-go': secondGo,
  start: scheduled,
  'passed-over': passedOver,
};
