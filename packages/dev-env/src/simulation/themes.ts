import { anyHappening, brakeOf, freezeOf } from './draw-happenings';
import { awayFor, type Kind, MINUTE, quietMachine, START, withPerson } from './draw-machine';
import { NO_NOTICE, OPEN_GATE, windowsOf } from './draw-plan';
import type { ApprovalRoute, DrawnHistory, DrawnMachine, DrawnWave, Happening } from './drawn-history';
import { between, chance, listOf, pick, type Random } from './random';

/** What a theme decides of a history; the rest is a plain one. */
export type ThemePart = Partial<Omit<DrawnHistory, 'seed' | 'theme' | 'startMs' | 'kind'>> & {
  machines: readonly DrawnMachine[];
  waves: readonly DrawnWave[];
};

export const THEME_LENGTH_MS = 60 * MINUTE;

const waveOf = (gate: Partial<DrawnWave['gate']> = {}, patienceSeconds = 600): DrawnWave => ({
  gate: { ...OPEN_GATE, ...gate },
  patienceSeconds,
});

/** Quiet machines of a wave, one of each kind named. */
const quiet = (random: Random, wave: number, ...kinds: Kind[]): DrawnMachine[] =>
  kinds.map((kind, n) => quietMachine(random, 10 * wave + n, wave, kind));

/** A gate with one threshold in earnest on the first of two waves, of machines that bring it near. */
function gateTheme(gate: Partial<DrawnWave['gate']>, ...kinds: Kind[]) {
  return (random: Random): ThemePart => ({
    waves: [waveOf(gate), waveOf()],
    machines: [...quiet(random, 0, ...kinds), ...quiet(random, 1, 'well', 'well')],
    resumesAfterMs: chance(random, 0.5) ? between(random, 1, 10) * MINUTE : null,
  });
}

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

/** Many machines that are ready, let start one after the other. */
function crowdOf(random: Random, size: number): DrawnMachine[] {
  return listOf(size, (n) => quietMachine(random, n, 0, chance(random, 0.8) ? 'well' : 'no-effect'));
}

const slowly = { atOnce: null, perMinute: 1 };
const among = (part: Pick<ThemePart, 'machines' | 'waves'>) => ({
  waves: part.waves.length,
  machines: part.machines.length,
  lengthMs: 20 * MINUTE,
});

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

/** A crowd of which some are turned off in the midst of their change. */
function lost(random: Random): ThemePart {
  const machines = crowdOf(random, 7).map((machine, n): DrawnMachine => {
    if (n > 3) return machine;
    const fromMs = START + between(random, 6, 40) * 1_000;
    return { ...machine, absences: [{ fromMs, toMs: fromMs + 25 * MINUTE, kind: 'off', witness: false }] };
  });
  return {
    waves: [waveOf({ maxFailures: 1 })],
    machines,
    limits: { atOnce: null, perMinute: 2 },
    resumesAfterMs: 5 * MINUTE,
  };
}

function atEnd(random: Random): ThemePart {
  const [gone, slow, ...rest] = crowdOf(random, 5);
  const endAt = START + between(random, 4, 9) * MINUTE;
  const pause: Happening[] = chance(random, 0.5) ? [{ atMs: START + 3 * MINUTE, kind: 'pause' }] : [];
  return {
    waves: [waveOf({}, 1800)],
    machines: [awayFor(gone!, 20 * MINUTE), withPerson(slow!, 15 * MINUTE), ...rest],
    notice: { ...NO_NOTICE, kind: 'acknowledge', answerTimeoutSeconds: 60 },
    limits: slowly,
    endAt,
    happenings: pause,
    resumesAfterMs: null,
  };
}

function pooled(random: Random): ThemePart {
  const kind = (): Kind =>
    pick(random, [
      [1, 'well'],
      [1, 'no-effect'],
    ]);
  const away = listOf(3, (n) =>
    awayFor(quietMachine(random, n, 0, kind()), between(random, 11, 40) * MINUTE),
  );
  const gate = {
    maxFailures: between(random, 1, 3),
    maxFailPercent: pick(random, [
      [1, 34],
      [1, 100],
    ]),
  };
  return {
    waves: [waveOf({ ...gate, maxLatePercent: 100 }, 600), waveOf(gate)],
    machines: [
      ...away,
      ...listOf(2, (n) => quietMachine(random, 5 + n, 0, 'well')),
      ...quiet(random, 1, 'well'),
    ],
    resumesAfterMs: chance(random, 0.6) ? 5 * MINUTE : null,
  };
}

function joined(random: Random): ThemePart {
  const late = (wave: number, n: number): DrawnMachine => ({
    ...quietMachine(random, 10 * wave + 5 + n, wave, chance(random, 0.7) ? 'well' : 'no-effect'),
    joinsAt: START + between(random, 1, 25) * MINUTE,
  });
  const part = {
    waves: [waveOf({ soakSeconds: 300 }), waveOf({ maxFailures: 2 })],
    machines: [
      ...quiet(random, 0, 'well'),
      ...quiet(random, 1, 'well', 'well'),
      late(0, 0),
      late(1, 1),
      late(1, 2),
    ],
  };
  const pauses = chance(random, 0.5) ? [anyHappening(random, among(part))] : [];
  return { ...part, isLive: true, happenings: pauses };
}

function noticed(random: Random): ThemePart {
  const machines = listOf(4, (n) => {
    const plain = quietMachine(random, n, 0, 'well');
    return chance(random, 0.75) ? withPerson(plain, between(random, 1, 8) * MINUTE) : plain;
  });
  const kind = pick(random, [
    [1, 'inform'],
    [2, 'acknowledge'],
    [1, 'defer'],
  ] as const);
  return {
    waves: [waveOf()],
    machines,
    notice: {
      ...NO_NOTICE,
      kind,
      minimumNoticeSeconds: pick(random, [
        [1, 0],
        [2, 600],
      ]),
      maxDeferrals: 1,
      answerTimeoutSeconds: 600,
      whenNobodyLoggedOn: chance(random, 0.5) ? 'start' : 'wait',
    },
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

/** A machine, then a wave, then the whole. */
function rolledBack(random: Random): ThemePart {
  const part = {
    waves: [waveOf(), waveOf({ soakSeconds: 120 })],
    machines: [...crowdOf(random, 3), ...quiet(random, 1, 'well', 'no-effect')],
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

function overridden(random: Random): ThemePart {
  const [away, ...rest] = quiet(random, 0, 'well', 'well', 'no-effect');
  const at = () => START + between(random, 3, 30) * MINUTE;
  return {
    waves: [waveOf({ coveragePercent: 100 }, 3600), waveOf()],
    machines: [awayFor(away!, 50 * MINUTE), ...rest, ...quiet(random, 1, 'well', 'well')],
    happenings: listOf(3, (n) => ({ atMs: at(), kind: 'override-gate', wave: 0, second: n === 2 })),
  };
}

function promoted(random: Random): ThemePart {
  const part = gateTheme({ promotion: 'by-hand' }, 'well', 'half-there')(random);
  const at = START + between(random, 3, 40) * MINUTE;
  return { ...part, happenings: chance(random, 0.8) ? [{ atMs: at, kind: 'promote', wave: 0 }] : [] };
}

function tried(random: Random): ThemePart {
  const part = gateTheme({ maxFailures: 1 }, 'no-effect', 'well', 'refused')(random);
  const at = () => START + between(random, 4, 40) * MINUTE;
  const again = listOf(3, (): Happening => ({ atMs: at(), kind: 'retry-failed' }));
  return { ...part, happenings: again, resumesAfterMs: 3 * MINUTE };
}

/** A crowd in which a failure waits for its sample while others are let start. */
function tripped(random: Random): ThemePart {
  const kinds: Kind[] = ['no-effect', 'well', 'well', 'well', 'refused', 'well', 'well', 'well'];
  return {
    waves: [waveOf({ maxFailPercent: 20, minSample: between(random, 3, 4) })],
    machines: quiet(random, 0, ...kinds),
    limits: pick(random, [
      [1, { atOnce: 3, perMinute: null }],
      [1, { atOnce: null, perMinute: 3 }],
    ]),
    resumesAfterMs: chance(random, 0.7) ? between(random, 1, 5) * MINUTE : null,
  };
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
  brake: interrupted(brakeOf),
  freeze: interrupted((random, of) => [freezeOf(random, of)]),
  end: atEnd,
  pool: pooled,
  join: joined,
  'roll-back': rolledBack,
  lost,
};
