import { textAt } from '../text/text-at';
import type { ServiceAnswer } from './service-reading';

type State = ServiceAnswer['state'];
type Start = ServiceAnswer['start'];

/** States by the number that `sc` prints and PowerShell's JSON holds, and their untranslated words. */
const STATES: { number: string; words: string[]; state: State }[] = [
  { number: '1', words: ['stopped'], state: 'stopped' },
  { number: '2', words: ['start_pending', 'startpending', 'start pending'], state: 'starting' },
  { number: '3', words: ['stop_pending', 'stoppending', 'stop pending'], state: 'stopping' },
  { number: '4', words: ['running'], state: 'running' },
  { number: '5', words: ['continue_pending', 'continuepending'], state: 'starting' },
  { number: '6', words: ['pause_pending', 'pausepending'], state: 'paused' },
  { number: '7', words: ['paused'], state: 'paused' },
];

const STARTS: { number: string; words: string[]; start: Start }[] = [
  { number: '0', words: ['boot_start', 'boot'], start: 'boot' },
  { number: '1', words: ['system_start', 'system'], start: 'boot' },
  { number: '2', words: ['auto_start', 'automatic', 'auto', 'automaticdelayedstart'], start: 'automatic' },
  { number: '3', words: ['demand_start', 'manual'], start: 'manual' },
  { number: '4', words: ['disabled'], start: 'disabled' },
];

/** Number and word of `4  RUNNING`, as sc prints them; null for anything else. */
function printedBySc(value: string): { number: string; word: string } | null {
  const match = /^([0-9])\s{1,9}([A-Z_]{4,24})(?![A-Za-z_])/.exec(value);
  return match === null ? null : { number: textAt(match, 1), word: textAt(match, 2).toLowerCase() };
}

/** A state as sc prints it: number and word must agree. */
export function stateOfSc(value: string): State | null {
  const printed = printedBySc(value);
  for (const { number, words, state } of STATES)
    if (printed?.number === number && words.indexOf(printed.word) !== -1) return state;
  return null;
}

/** A start type as sc prints it. */
export function startOfSc(value: string): Start | null {
  const printed = printedBySc(value);
  for (const { number, words, start } of STARTS)
    if (printed?.number === number && words.indexOf(printed.word) !== -1) return start;
  return null;
}

/** A state as a property holds it: one word or number. */
export function stateOfProperty(value: string): State | null {
  const word = value.toLowerCase();
  for (const { number, words, state } of STATES)
    if (number === word || words.indexOf(word) !== -1) return state;
  return null;
}

/** A start type as a property holds it. */
export function startOfProperty(value: string): Start | null {
  const word = value.toLowerCase();
  for (const { number, words, start } of STARTS)
    if (number === word || words.indexOf(word) !== -1) return start;
  return null;
}

/** What a Win32 or NET error number says of a service; the texts beside them are translated. */
const ERRORS: { code: number; state: State | null; start: Start | null }[] = [
  { code: 1056, state: 'running', start: null },
  { code: 1058, state: 'stopped', start: 'disabled' },
  { code: 1060, state: 'missing', start: null },
  { code: 1062, state: 'stopped', start: null },
  { code: 2182, state: 'running', start: null },
  { code: 2185, state: 'missing', start: null },
  { code: 3521, state: 'stopped', start: null },
];

export function serviceFactsOfError(code: number): { state: State | null; start: Start | null } {
  for (const row of ERRORS) if (row.code === code) return row;
  return { state: null, start: null };
}
