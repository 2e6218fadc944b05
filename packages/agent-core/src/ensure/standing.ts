import type { JobState } from '../job-state';
import { decodeCheckedLine, encodeCheckedLine } from '../journal-format';
import type { Readiness } from './readiness';

/** A job that will turn Teredo on and is not over. */
export interface ComingChange {
  /** The newest state that it told of; `checking` before the first. */
  state: string;
  /** `deferred` and `waiting-window`: until when. */
  until: number | null;
}

/**
 * What a running agent tells everybody on its machine, every half minute, in a place where only administrators write.
 * Times are by the machine's clock.
 */
export interface Standing {
  v: 1;
  at: number;
  /** By the server's newest welcome; null: the server has not been reached yet. */
  status: 'active' | 'pending' | 'quarantined' | null;
  connected: boolean;
  /** The agent's own newest look, made with all rights. */
  seen: { at: number; readiness: Readiness } | null;
  coming: ComingChange | null;
}

/** How often an agent tells it anew, and after how long it counts for nothing: the agent does not run any more. */
export const TELL_STANDING_EVERY_MS = 30_000;
export const STANDING_GOOD_FOR_MS = 180_000;

const STATUSES = ['active', 'pending', 'quarantined'];
const READINESS = ['ready', 'missing', 'blocked', 'unread'];
const MOST_TEXTS = 20;
const LONGEST = 20_000;

/** The newest job that turns Teredo on, of jobs in the order in which they were accepted. */
export function comingChange(jobs: JobState[]): ComingChange | null {
  for (let index = jobs.length - 1; index >= 0; index -= 1) {
    const { phase, order, lastReport } = jobs[index] as JobState;
    const turnsOn = order.work.kind === 'apply' && order.work.desired.teredo.mode === 'on';
    if (phase === 'ended' || !turnsOn) continue;
    if (lastReport === null) return { state: 'checking', until: null };
    return { state: lastReport.state, until: lastReport.until };
  }
  return null;
}

/** One line of ASCII. */
export const encodeStanding = (standing: Standing): string => encodeCheckedLine(standing);

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  Object.prototype.toString.call(value) === '[object Object]';
const isTime = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < 9e15;

function isOneOf(words: string[], value: unknown): boolean {
  for (let index = 0; index < words.length; index += 1) if (words[index] === value) return true;
  return false;
}

function areTexts(value: unknown): boolean {
  if (Object.prototype.toString.call(value) !== '[object Array]') return false;
  const texts = value as unknown[];
  if (texts.length > MOST_TEXTS) return false;
  for (let index = 0; index < texts.length; index += 1) if (typeof texts[index] !== 'string') return false;
  return true;
}

function isSeen(value: unknown): boolean {
  if (value === null) return true;
  if (!isFields(value) || !isTime(value.at) || !isFields(value.readiness)) return false;
  return isOneOf(READINESS, value.readiness.kind) && areTexts(value.readiness.texts);
}

function isComing(value: unknown): boolean {
  if (value === null) return true;
  return isFields(value) && typeof value.state === 'string' && (value.until === null || isTime(value.until));
}

/** What encodeStanding wrote; null for anything else. Never throws. */
export function decodeStanding(text: string): Standing | null {
  if (text.length > LONGEST || text.charAt(text.length - 1) !== '\n') return null;
  const read = decodeCheckedLine(text.slice(0, -1));
  if (read === null || !isFields(read.value)) return null;
  const { v, at, status, connected, seen, coming } = read.value;
  if (v !== 1 || !isTime(at) || typeof connected !== 'boolean') return null;
  if (status !== null && !isOneOf(STATUSES, status)) return null;
  return isSeen(seen) && isComing(coming) ? (read.value as unknown as Standing) : null;
}

/** Of what an agent told in more than one place the newest: anybody may keep one of them open. Null: it told nothing. */
export function newestStanding(told: (Standing | null)[]): Standing | null {
  let newest: Standing | null = null;
  for (let index = 0; index < told.length; index += 1) {
    const standing = told[index] as Standing | null;
    if (standing !== null && (newest === null || standing.at > newest.at)) newest = standing;
  }
  return newest;
}

/** The standing if an agent that runs told it: a clock that was set back makes it count for nothing. */
export function freshStanding(standing: Standing | null, now: number): Standing | null {
  if (standing === null) return null;
  const age = now - standing.at;
  return age >= -TELL_STANDING_EVERY_MS && age <= STANDING_GOOD_FOR_MS ? standing : null;
}
