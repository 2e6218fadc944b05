import { MINUTE, START } from './draw-machine';
import type { Happening } from './drawn-history';
import { between, chance, pick, type Random } from './random';

/** Plans are on their way to approval before that. */
const FIRST_MS = 2 * MINUTE;

export interface Among {
  waves: number;
  machines: number;
  lengthMs: number;
}

const momentOf = (random: Random, { lengthMs }: Among): number => START + between(random, FIRST_MS, lengthMs);

type RollBack = Extract<Happening, { kind: 'roll-back' }>['what'];

function rollBackOf(random: Random, among: Among): Happening {
  const what = pick<RollBack>(random, [
    [2, { kind: 'whole' }],
    [2, { kind: 'wave', wave: between(random, 0, among.waves - 1) }],
    [2, { kind: 'machine', machine: between(random, 0, among.machines - 1) }],
  ]);
  return { atMs: momentOf(random, among), kind: 'roll-back', what };
}

/** Anything that one may do with a rollout. */
export function anyHappening(random: Random, among: Among): Happening {
  const atMs = momentOf(random, among);
  const machine = between(random, 0, among.machines - 1);
  const wave = between(random, 0, among.waves - 1);
  return pick<Happening>(random, [
    [3, { atMs, kind: 'pause' }],
    [5, { atMs, kind: 'resume' }],
    [0.5, { atMs, kind: 'abort' }],
    [3, { atMs, kind: 'retry-failed' }],
    [0.5, { atMs, kind: 'edit' }],
    [0.5, { atMs, kind: 'approve' }],
    [3, { atMs, kind: 'promote', wave }],
    [1, { atMs, kind: 'override-gate', wave, second: chance(random, 0.5) }],
    [1, { atMs, kind: 'exclude', machine }],
    [1, { atMs, kind: 'retire', machine }],
    [1, { atMs, kind: 'cancel', machine }],
    [0.5, rollBackOf(random, among)],
  ]);
}

/** Pulled and let go again some minutes later. */
export function brakeOf(random: Random, among: Among): Happening[] {
  const atMs = momentOf(random, among);
  return [
    { atMs, kind: 'brake', on: true },
    { atMs: atMs + between(random, 4, 12) * MINUTE, kind: 'brake', on: false },
  ];
}

export function freezeOf(random: Random, among: Among): Happening {
  return { atMs: momentOf(random, among), kind: 'freeze', lastsMs: between(random, 4, 12) * MINUTE };
}
