import { anyHappening } from './draw-happenings';
import { awayFor, type Kind, MINUTE, quietMachine, START, withPerson } from './draw-machine';
import { NO_NOTICE } from './draw-plan';
import type { DrawnMachine } from './drawn-history';
import { between, chance, listOf, pick, type Random } from './random';
import { among, quiet, type ThemePart, waveOf } from './theme-part';

export function noticed(random: Random): ThemePart {
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
      minimumNoticeSeconds: 600,
      maxDeferrals: 1,
      answerTimeoutSeconds: 600,
      whenNobodyLoggedOn: chance(random, 0.5) ? 'start' : 'wait',
    },
  };
}

/** Some refuse, on a machine of their own or on one that others have agreed on. */
export function refused(random: Random): ThemePart {
  const soon = () => between(random, 5, 60) * 1_000;
  const machines = listOf(4, (n) => {
    const plain = withPerson(quietMachine(random, n, 0, 'well'), soon());
    return chance(random, 0.7) ? withPerson(plain, 60_000 + soon(), 'refused') : plain;
  });
  const kind = pick(random, [
    [1, 'inform'],
    [2, 'acknowledge'],
  ] as const);
  const notice = { ...NO_NOTICE, kind, mayRefuse: true, minimumNoticeSeconds: 60 };
  return { waves: [waveOf()], machines, notice };
}

export function joined(random: Random): ThemePart {
  const late = (wave: number, n: number): DrawnMachine => ({
    ...quietMachine(random, 10 * wave + 5 + n, wave, chance(random, 0.7) ? 'well' : 'no-effect'),
    joinsAt: START + between(random, 60, 600) * 1_000,
  });
  const part = {
    waves: [waveOf({ soakSeconds: 300 }), waveOf({ maxFailures: 2, soakSeconds: 1200 }), waveOf()],
    machines: [
      ...quiet(random, 0, 'well'),
      ...quiet(random, 1, 'well', 'well'),
      ...quiet(random, 2, 'well'),
      late(0, 0),
      late(1, 1),
      late(2, 2),
    ],
  };
  const pauses = chance(random, 0.5) ? [anyHappening(random, among(part))] : [];
  return { ...part, isLive: true, happenings: pauses };
}

/** One is turned off in the midst of its change, while others wait for its place. */
export function lost(random: Random): ThemePart {
  const fromMs = START + between(random, 35, 90) * 1_000;
  const off = { fromMs, toMs: fromMs + 40 * MINUTE, kind: 'off', witness: false } as const;
  const [first] = quiet(random, 0, 'half-there');
  const others = listOf(4, (n) =>
    awayFor(quietMachine(random, 1 + n, 0, 'well'), between(random, 60, 110) * 1_000),
  );
  return {
    waves: [waveOf({ maxFailures: 1 })],
    machines: [{ ...first!, absences: [off] }, ...others],
    limits: { atOnce: 1, perMinute: null },
    resumesAfterMs: 5 * MINUTE,
  };
}

/** Machines of the second wave are left out before it opens, and others in its midst. */
export function leftOut(random: Random): ThemePart {
  const machines = [
    ...quiet(random, 0, 'well'),
    ...quiet(random, 1, 'well', 'well', 'no-effect'),
    awayFor(quietMachine(random, 15, 1, 'well'), 15 * MINUTE),
  ];
  const at = (from: number, to: number) => START + between(random, from, to) * 1_000;
  return {
    waves: [waveOf({ soakSeconds: 180 }), waveOf({}, 3600)],
    machines,
    happenings: [
      { atMs: at(30, 120), kind: 'exclude', machine: 1 },
      { atMs: at(200, 900), kind: 'exclude', machine: 4 },
    ],
  };
}

export function pooled(random: Random): ThemePart {
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

/** Nobody agrees in time, and people are passed over by two who decide it, or by one who must not. */
export function passedOver(random: Random): ThemePart {
  const unwilling = (n: number, wave: number): DrawnMachine => {
    const plain = quietMachine(random, 10 * wave + n, wave, 'well');
    const answer = pick(random, [
      [2, 'deferred'],
      [1, 'silent'],
      [1, 'refused'],
      [1, 'closed'],
    ] as const);
    return chance(random, 0.8) ? withPerson(plain, between(random, 5, 60) * 1_000, answer) : plain;
  };
  const at = (from: number) => START + between(random, from, from + 3) * MINUTE;
  const grants = chance(random, 0.7);
  return {
    waves: [waveOf({ coveragePercent: 50 }, 1200), waveOf({}, 1200)],
    machines: [...listOf(4, (n) => unwilling(n, 0)), ...listOf(2, (n) => unwilling(n, 1))],
    notice: {
      ...NO_NOTICE,
      kind: 'defer',
      mayRefuse: chance(random, 0.3),
      minimumNoticeSeconds: pick(random, [
        [1, 0],
        [1, 600],
      ]),
      maxDeferrals: 3,
      minimumDeferralSeconds: 900,
      answerTimeoutSeconds: 300,
      whenNobodyLoggedOn: 'wait',
    },
    happenings: [
      { atMs: at(3), kind: 'ask-override', second: false },
      { atMs: at(6), kind: 'grant-override', second: false },
      ...(grants ? [{ atMs: at(9), kind: 'grant-override', second: true } as const] : []),
    ],
  };
}
