import type { NoticeRules } from '@teredo-fleet/agent-core';
import {
  between,
  hex,
  makePlainMachine,
  pick,
  type Random,
  type SimulatedMachine,
  seededRandom,
} from '@teredo-fleet/platform/simulator';
import type { Gate } from '@teredo-fleet/rollout';
import type {
  DrawnAbsence,
  DrawnHistory,
  DrawnMachine,
  DrawnPerson,
  DrawnWave,
  DrawnZone,
  Happening,
} from './drawn-history';

const START = Date.UTC(2026, 5, 1, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LENGTH_MS = 3 * HOUR;

const uuidOf = (random: Random): string => {
  const text = hex(random, 16);
  const parts = [
    text.slice(0, 8),
    text.slice(8, 12),
    `4${text.slice(13, 16)}`,
    `8${text.slice(17, 20)}`,
    text.slice(20),
  ];
  return parts.join('-');
};

const momentOf = (random: Random): number => START + between(random, 0, LENGTH_MS);
const chance = (random: Random, share: number): boolean => random() < share;
const listOf = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

function gateOf(random: Random): Gate {
  const percent = (weights: readonly (readonly [number, number])[]) => pick(random, weights);
  return {
    minSample: between(random, 1, 3),
    maxFailures: between(random, 1, 3),
    maxFailPercent: percent([
      [2, 0],
      [2, 34],
      [2, 50],
      [2, 100],
    ]),
    successPercent: percent([
      [2, 0],
      [2, 50],
      [1, 67],
      [1, 100],
    ]),
    coveragePercent: percent([
      [1, 0],
      [2, 50],
      [1, 75],
      [2, 100],
    ]),
    maxLatePercent: percent([
      [1, 0],
      [2, 34],
      [3, 100],
    ]),
    maxBlockedPercent: percent([
      [1, 0],
      [2, 34],
      [3, 100],
    ]),
    soakSeconds: pick(random, [
      [3, 0],
      [2, 120],
      [1, 600],
    ]),
    promotion: pick(random, [
      [5, 'automatic'],
      [1, 'by-hand'],
    ]),
  };
}

function noticeOf(random: Random): NoticeRules {
  return {
    kind: pick(random, [
      [3, 'none'],
      [2, 'inform'],
      [3, 'acknowledge'],
      [3, 'defer'],
    ]),
    mayRefuse: chance(random, 0.4),
    minimumNoticeSeconds: pick(random, [
      [2, 0],
      [1, 300],
    ]),
    maxDeferrals: between(random, 0, 2),
    minimumDeferralSeconds: pick(random, [
      [1, 60],
      [1, 900],
    ]),
    answerTimeoutSeconds: 300,
    whenNobodyLoggedOn: pick(random, [
      [3, 'start'],
      [1, 'wait'],
    ]),
  };
}

function personOf(random: Random, session: string): DrawnPerson {
  const answer = () =>
    pick<DrawnPerson['answers'][number]>(random, [
      [12, 'acknowledged'],
      [3, 'deferred'],
      [1, 'refused'],
      [1, 'closed'],
      [1, 'silent'],
      [1, 'suppressed'],
    ]);
  const answers = [...listOf(between(random, 0, 2), answer), chance(random, 0.9) ? 'acknowledged' : answer()];
  return { session, answers, answersAfterMs: between(random, 1_000, 120_000) } as DrawnPerson;
}

function absenceOf(random: Random): DrawnAbsence {
  const fromMs = pick(random, [
    [1, START],
    [2, momentOf(random)],
    [2, START + between(random, 0, 20 * MINUTE)],
  ]);
  const lastsMs = pick(random, [
    [3, between(random, 5_000, 4 * MINUTE)],
    [3, between(random, MINUTE, HOUR)],
    [1, 2 * LENGTH_MS],
  ]);
  const kind = pick(random, [
    [1, 'network' as const],
    [1, 'off' as const],
  ]);
  return { fromMs, toMs: fromMs + lastsMs, kind, witness: chance(random, 0.5) };
}

/** Well mostly; else one that fails in one of the ways that a rollout must tell apart. */
function machineOf(random: Random, index: number): SimulatedMachine {
  const plain = makePlainMachine(index);
  const closed = { ...plain.settings, exception: { open: false, port: null } };
  const changed = pick<Partial<SimulatedMachine>>(random, [
    [10, {}],
    [3, { settings: closed }],
    [2, { quirk: 'no-effect' }],
    [2, { quirk: 'refused' }],
    [1, { policyTeredoState: 'Disabled' }],
    [1, { settings: { ...plain.settings, teredoType: 'natawareclient' } }],
    [1, { serverReachable: false }],
  ]);
  const clockSkewMs = pick(random, [
    [8, 0],
    [1, 5 * HOUR],
    [1, -3 * HOUR],
  ]);
  return { ...plain, clockSkewMs, ...changed };
}

/** In June, when histories happen. */
const ZONES: readonly (readonly [number, DrawnZone])[] = [
  [2, { name: 'UTC', aheadMinutes: 0 }],
  [1, { name: 'Asia/Tokyo', aheadMinutes: 540 }],
  [1, { name: 'America/New_York', aheadMinutes: -240 }],
  [1, { name: 'Asia/Kolkata', aheadMinutes: 330 }],
];

function drawnMachine(random: Random, index: number, wave: number): DrawnMachine {
  const count = pick(random, [
    [2, 0],
    [5, 1],
    [2, 2],
  ]);
  const absences = pick(random, [
    [6, 0],
    [3, 1],
    [1, 3],
  ]);
  return {
    id: uuidOf(random),
    enrolmentId: uuidOf(random),
    wave,
    zone: pick(random, ZONES),
    machine: machineOf(random, index),
    people: listOf(count, (n) => personOf(random, `session-${n + 1}`)),
    absences: listOf(absences, () => absenceOf(random)),
    crashes: chance(random, 0.25) ? listOf(between(random, 1, 2), () => momentOf(random)) : [],
    clockErrorMs: pick(random, [
      [3, 0],
      [1, 900],
      [1, -900],
    ]),
  };
}

function happeningOf(random: Random, waves: number, machines: number): Happening {
  const atMs = momentOf(random);
  const machine = between(random, 0, machines - 1);
  const wave = between(random, 0, waves - 1);
  return pick<Happening>(random, [
    [3, { atMs, kind: 'pause' }],
    [5, { atMs, kind: 'resume' }],
    [0.5, { atMs, kind: 'abort' }],
    [3, { atMs, kind: 'retry-failed' }],
    [1, { atMs, kind: 'brake', on: true }],
    [2, { atMs, kind: 'brake', on: false }],
    [1, { atMs, kind: 'freeze', lastsMs: between(random, 1, 20) * MINUTE }],
    [3, { atMs, kind: 'promote', wave }],
    [1, { atMs, kind: 'override-gate', wave }],
    [1, { atMs, kind: 'exclude', machine }],
    [1, { atMs, kind: 'retire', machine }],
    [1, { atMs, kind: 'cancel', machine }],
  ]);
}

const DAY_MINUTES = 24 * 60;
const WINDOWS_A_DAY = 12;

/** Some of the day's, by every machine's own clock; some go over midnight. */
function windowsOf(random: Random): DrawnHistory['windows'] {
  if (chance(random, 0.6)) return [];
  const shift = between(random, 0, 119);
  const length = between(random, 10, 80);
  return listOf(WINDOWS_A_DAY, (n) => {
    const from = (shift + (n * DAY_MINUTES) / WINDOWS_A_DAY) % DAY_MINUTES;
    return { from, to: (from + length) % DAY_MINUTES };
  });
}

/** The history of a seed: the same one always. */
export function drawHistory(seed: number): DrawnHistory {
  const random = seededRandom(seed);
  const waves: DrawnWave[] = listOf(between(random, 1, 3), () => ({
    gate: gateOf(random),
    patienceSeconds: pick(random, [
      [2, 600],
      [1, 1800],
    ]),
  }));
  // Every wave has somebody; the canary is small.
  const sizes = waves.map((_, n) => between(random, 1, n === 0 ? 3 : 4));
  const machines = sizes.flatMap((size, wave) =>
    listOf(size, (n) => drawnMachine(random, 10 * wave + n, wave)),
  );
  const startsLater = chance(random, 0.2);
  return {
    seed,
    startMs: START,
    startAt: startsLater ? START + between(random, 1, 30) * MINUTE : null,
    endAt: START + LENGTH_MS,
    waves,
    machines,
    limits: {
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
    },
    notice: noticeOf(random),
    windows: windowsOf(random),
    contactWindowSeconds: pick(random, [
      [1, 60],
      [1, 300],
    ]),
    verify: { attempts: between(random, 1, 3), intervalSeconds: between(random, 1, 30) },
    happenings: listOf(between(random, 0, 8), () => happeningOf(random, waves.length, machines.length)),
    resumesAfterMs: chance(random, 0.8) ? between(random, 30_000, 20 * MINUTE) : null,
  };
}
