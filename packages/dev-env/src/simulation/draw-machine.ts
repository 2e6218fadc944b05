import type { DrawnAbsence, DrawnMachine, DrawnPerson, DrawnZone } from './drawn-history';
import {
  between,
  chance,
  hex,
  listOf,
  makePlainMachine,
  pick,
  type Random,
  type SimulatedMachine,
} from './random';

export const START = Date.UTC(2026, 5, 1, 12);
export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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

function absenceOf(random: Random, lengthMs: number): DrawnAbsence {
  const fromMs = pick(random, [
    [1, START],
    [2, START + between(random, 0, lengthMs)],
    [2, START + between(random, 0, 20 * MINUTE)],
  ]);
  const lastsMs = pick(random, [
    [3, between(random, 5_000, 4 * MINUTE)],
    [3, between(random, MINUTE, HOUR)],
    [1, 2 * lengthMs],
  ]);
  const kind = pick(random, [
    [1, 'network' as const],
    [1, 'off' as const],
  ]);
  return { fromMs, toMs: fromMs + lastsMs, kind, witness: chance(random, 0.5) };
}

/** How a machine is; the first of them is well and changed. */
export type Kind =
  | 'well'
  | 'half-there'
  | 'half-done'
  | 'no-effect'
  | 'refused'
  | 'blocked'
  | 'compliant'
  | 'no-server';

/** The changes of a plain machine that make it one of a kind. */
function changesOf(plain: SimulatedMachine, kind: Kind): Partial<SimulatedMachine> {
  switch (kind) {
    case 'well':
      return {};
    case 'half-there':
    case 'half-done':
      return { settings: { ...plain.settings, exception: { open: false, port: null } } };
    case 'no-effect':
    case 'refused':
      return { quirk: kind };
    case 'blocked':
      return { policyTeredoState: 'Disabled' };
    case 'compliant':
      return { settings: { ...plain.settings, teredoType: 'natawareclient' } };
    case 'no-server':
      return { serverReachable: false };
  }
}

const failsAtOf = (kind: Kind): number | null => (kind === 'half-done' ? 2 : null);

const ANY_KIND: readonly (readonly [number, Kind])[] = [
  [10, 'well'],
  [2, 'half-there'],
  [1, 'half-done'],
  [2, 'no-effect'],
  [2, 'refused'],
  [1, 'blocked'],
  [1, 'compliant'],
  [1, 'no-server'],
];

/** In June, when histories happen. */
const ZONES: readonly (readonly [number, DrawnZone])[] = [
  [2, { name: 'UTC', aheadMinutes: 0 }],
  [1, { name: 'Asia/Tokyo', aheadMinutes: 540 }],
  [1, { name: 'America/New_York', aheadMinutes: -240 }],
  [1, { name: 'Asia/Kolkata', aheadMinutes: 330 }],
];

function machineOf(random: Random, index: number, kind: Kind): SimulatedMachine {
  const plain = makePlainMachine(index);
  const clockSkewMs = pick(random, [
    [8, 0],
    [1, 5 * HOUR],
    [1, -3 * HOUR],
  ]);
  return { ...plain, clockSkewMs, ...changesOf(plain, kind) };
}

/** A machine of any kind that people use, that goes away and comes back. */
export function anyMachine(random: Random, index: number, wave: number, lengthMs: number): DrawnMachine {
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
  const crashes = chance(random, 0.25) ? between(random, 1, 2) : 0;
  const kind = pick(random, ANY_KIND);
  return {
    id: uuidOf(random),
    enrolmentId: uuidOf(random),
    wave,
    zone: pick(random, ZONES),
    machine: machineOf(random, index, kind),
    people: listOf(count, (n) => personOf(random, `session-${n + 1}`)),
    absences: listOf(absences, () => absenceOf(random, lengthMs)),
    crashes: listOf(crashes, () => START + between(random, 0, lengthMs)),
    failsAt: failsAtOf(kind),
    clockErrorMs: pick(random, [
      [3, 0],
      [1, 900],
      [1, -900],
    ]),
    joinsAt: null,
  };
}

const QUIET = { people: [], absences: [], crashes: [], clockErrorMs: 0, joinsAt: null };

/** A machine of this kind that is there, with nobody on it. */
export function quietMachine(random: Random, index: number, wave: number, kind: Kind): DrawnMachine {
  const machine = machineOf(random, index, kind);
  const about = { id: uuidOf(random), enrolmentId: uuidOf(random), wave, zone: pick(random, ZONES) };
  return { ...about, machine, ...QUIET, failsAt: failsAtOf(kind) };
}

/** The same machine, away from the beginning for so long. */
export const awayFor = (machine: DrawnMachine, lastsMs: number): DrawnMachine => ({
  ...machine,
  absences: [{ fromMs: START, toMs: START + lastsMs, kind: 'off', witness: false }],
});

type Answer = DrawnPerson['answers'][number];

/** The same machine, with somebody on it who takes so long to answer. */
export const withPerson = (
  machine: DrawnMachine,
  answersAfterMs: number,
  answer: Answer = 'acknowledged',
): DrawnMachine => {
  const session = `session-${machine.people.length + 1}`;
  return { ...machine, people: [...machine.people, { session, answers: [answer], answersAfterMs }] };
};
