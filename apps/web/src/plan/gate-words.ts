import type { DraftGate } from './shapes';
import { spanWords } from './span-words';

export type GateNumber = Exclude<keyof DraftGate, 'promotion'>;

export interface GateField {
  key: GateNumber;
  label: string;
  /** What the threshold does, in words. */
  hint: string;
  min: number;
  max: number;
  /** What is shown is this many times smaller than what is kept. */
  unit: number;
}

const PERCENT = { min: 0, max: 100, unit: 1 };

/** Thresholds that pause a rollout by themselves. */
export const TRIP_FIELDS: readonly GateField[] = [
  {
    key: 'maxFailures',
    label: 'Pause at so many new failures',
    hint: 'At 1 the very first failure pauses the whole rollout.',
    min: 1,
    max: 1_000_000,
    unit: 1,
  },
  {
    key: 'maxFailPercent',
    label: 'Pause above this share of failures, %',
    hint: 'Of the results so far, once there are enough of them.',
    ...PERCENT,
  },
  {
    key: 'minSample',
    label: 'Results needed before a share counts',
    hint: 'So that one failure among two results is not half the fleet. Smaller waves need fewer.',
    min: 1,
    max: 1_000_000,
    unit: 1,
  },
];

/** Thresholds that must hold before the next wave opens. */
export const OPEN_FIELDS: readonly GateField[] = [
  {
    key: 'successPercent',
    label: 'Good results needed, %',
    hint: 'Share of the results that must be good. Skipped machines count on neither side.',
    ...PERCENT,
  },
  {
    key: 'coveragePercent',
    label: 'Machines that must have reported, %',
    hint: 'Share of the machines to change that must have a result, so that silence passes no wave.',
    ...PERCENT,
  },
  {
    key: 'maxLatePercent',
    label: 'Machines that may be late, %',
    hint: 'Those that were not heard of in time go to the late pool; more than this holds the next wave.',
    ...PERCENT,
  },
  {
    key: 'maxBlockedPercent',
    label: 'Machines that may be blocked, %',
    hint: 'Blocked: something on the machine stands in the way. More than this holds the next wave.',
    ...PERCENT,
  },
  {
    key: 'soakSeconds',
    label: 'Watch it for, minutes',
    hint: 'All of this must have held for so long before the next wave opens.',
    min: 0,
    max: 43_200,
    unit: 60,
  },
];

/** A number that is not typed yet. */
const shown = (value: number | null) => (value === null ? '…' : String(value));
const failures = (count: number | null) =>
  count === 1 ? 'the first new failure' : `${shown(count)} new failures`;

/** The number and its sign stay on one line. */
const percent = (value: number | null) => `${shown(value)}\u00a0%`;

/** How many may be late, of a wave of so many machines where that is known. */
function lateWords({ maxLatePercent }: DraftGate, size: number | null): string {
  if (size === null || maxLatePercent === null) return `no more than ${percent(maxLatePercent)} are late`;
  const most = Math.floor((maxLatePercent * size) / 100);
  const of = `of ${size.toLocaleString('en-GB')}`;
  if (most === 0) return size === 1 ? 'its machine is not late' : `none ${of} is late`;
  if (most >= size) return 'however many are late';
  return `no more than ${most.toLocaleString('en-GB')} ${of} ${most === 1 ? 'is' : 'are'} late`;
}

/** When the wave lets the next one open, in one sentence. `size`: machines it takes; null: not known. */
export function openWords(gate: DraftGate, size: number | null): string {
  const parts = [
    `${percent(gate.successPercent)} of the results are good`,
    `${percent(gate.coveragePercent)} of the machines have reported`,
    lateWords(gate, size),
    ...(gate.promotion === 'by-hand' ? ['somebody promotes it'] : []),
  ];
  const watched = !gate.soakSeconds ? '' : `, after ${spanWords(gate.soakSeconds)} of watching`;
  return `The next wave opens when ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}${watched}.`;
}

/** What pauses the rollout by itself while the wave runs, in one sentence. */
export function tripWords(gate: DraftGate): string {
  const share = `more than ${percent(gate.maxFailPercent)} failed of ${shown(gate.minSample)} results or more`;
  return `It pauses by itself at ${failures(gate.maxFailures)}, or when ${share}.`;
}
