import type * as z from 'zod';
import { issueText } from '../core/issue-text';
import { utcText } from '../core/utc-text';
import { InvalidError } from '../errors';
import { refuseNoticeWithoutRoom } from '../notice/notice-room';
import type { PlanFault } from '../views';
import { expandWindows, firstWindowUntold } from './expand-windows';
import { type PlannedPlan, plannedPlanSchema } from './planned-plan';

const DAY_MS = 86_400_000;
/** A plan may not wait longer than this for its end. */
export const MAX_PLAN_DAYS = 90;

/** What people call a field, by the beginning of its path; `#` is a number, counted from 1 in words. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^target/, 'The target'],
  [/^exclusions\.#\.reason/, 'The reason of exclusion #'],
  [/^exclusions\.#/, 'Exclusion #'],
  [/^work\.desired\.teredo\.serverName/, 'The Teredo server'],
  [/^work\.desired\.teredo\.clientPort/, 'The client port'],
  [/^work\.desired\.teredo\.refreshIntervalSeconds/, 'The refresh interval'],
  [/^work/, 'What is to be changed'],
  [/^waves\.#\.name/, 'The name of wave #'],
  [/^waves\.#\.selection\.percent/, 'The percentage of wave #'],
  [/^waves\.#\.selection\.count/, 'The number of machines of wave #'],
  [/^waves\.#\.selection/, 'The choice of machines of wave #'],
  [/^waves\.#\.patienceSeconds/, 'The patience of wave #'],
  [/^waves\.#\.gate/, 'The gate of wave #'],
  [/^waves\.#/, 'Wave #'],
  [/^waves/, 'The waves'],
  [/^limits\.atOnce/, 'The limit of machines at once'],
  [/^limits/, 'The limit of machines a minute'],
  [/^notice\.policy\.minimumNoticeSeconds/, 'The minimum notice'],
  [/^notice\.policy\.maxDeferrals/, 'How often a change may be put off'],
  [/^notice\.policy\.minimumDeferralSeconds/, 'The shortest deferral'],
  [/^notice\.policy\.answerTimeoutSeconds/, 'The wait for an answer'],
  [/^notice(Version|\.document)/, 'The notice document'],
  [/^notice\.texts/, 'The text of the notice'],
  [/^notice/, 'The notice'],
  [/^windows\.#/, 'Window #'],
  [/^windows/, 'The windows'],
  [/^zoneIfUnknown/, 'The time zone of machines that told none'],
  [/^witnesses/, 'The witnesses'],
  [/^contactWindowSeconds/, 'The contact window'],
  [/^verify/, 'The check after the change'],
  [/^startAt/, 'The start'],
  [/^endAt/, 'The end'],
];

/** What people call a field of a plan. */
export function fieldName(path: string): string {
  const number = /\.(\d+)/.exec(path)?.[1];
  const general = path.replace(/\.\d+/, '.#');
  const name = NAMES.find(([pattern]) => pattern.test(general))?.[1] ?? `"${path}"`;
  return number === undefined ? name : name.replace('#', String(Number(number) + 1));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as never)[key] : undefined),
    value,
  );
}

function sentence(plan: unknown, issue: z.core.$ZodIssue): string {
  const name = fieldName(issue.path.map(String).join('.'));
  if (issue.code !== 'custom' && (valueAt(plan, issue.path) ?? null) === null)
    return `${name} ${/s$/.test(name) ? 'are' : 'is'} missing.`;
  const message = issueText(issue);
  if (/^(must|has|is) /.test(message)) return `${name} ${message}.`;
  return /^["A-Z].*\.$/.test(message) ? `${name}: ${message}` : `${name} can't be used: ${message}.`;
}

function shapeFaults(plan: unknown, error: z.ZodError): PlanFault[] {
  const faults = new Map<string, PlanFault>();
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.');
    if (!faults.has(field)) faults.set(field, { field, text: sentence(plan, issue) });
  }
  return [...faults.values()];
}

function timeFaults({ startAt, endAt }: PlannedPlan, nowMs: number): PlanFault[] {
  if (endAt <= nowMs) return [{ field: 'endAt', text: 'The end is over already. Choose a later one.' }];
  if (endAt > nowMs + MAX_PLAN_DAYS * DAY_MS) {
    return [{ field: 'endAt', text: `The end must be at most ${MAX_PLAN_DAYS} days from now.` }];
  }
  return startAt !== null && startAt >= endAt
    ? [{ field: 'startAt', text: 'The start must be before the end.' }]
    : [];
}

function noticeFaults({ notice, startAt, endAt }: PlannedPlan, nowMs: number): PlanFault[] {
  const lifetimeSeconds = Math.floor((endAt - Math.max(startAt ?? nowMs, nowMs)) / 1000);
  try {
    refuseNoticeWithoutRoom(notice.policy, lifetimeSeconds);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidError)) throw error;
    return [{ field: Object.keys(error.fields)[0] ?? 'notice', text: error.message }];
  }
}

function windowFaults({ windows, zoneIfUnknown, startAt, endAt }: PlannedPlan, nowMs: number): PlanFault[] {
  const fromMs = Math.max(startAt ?? nowMs, nowMs);
  const fault = (text: string): PlanFault[] => [{ field: 'windows', text }];
  const [first] = expandWindows(windows, zoneIfUnknown, fromMs);
  if (first !== undefined && first[0] >= endAt) {
    return fault('No window opens between start and end. Choose another end or other windows.');
  }
  const untold = firstWindowUntold(windows, zoneIfUnknown, fromMs);
  if (untold === null || untold >= endAt) return [];
  return fault(
    `The windows open more often until the end than a machine can be told. Choose an end before ${utcText(untold)}, or fewer and longer windows.`,
  );
}

/** What is missing or wrong about times, as of now: a plan without a fault today may have one tomorrow. */
export function faultsInTime(plan: PlannedPlan, nowMs: number): PlanFault[] {
  const faults = timeFaults(plan, nowMs);
  return faults.length > 0 ? faults : [...noticeFaults(plan, nowMs), ...windowFaults(plan, nowMs)];
}

export type PlanReading = { ok: true; plan: PlannedPlan } | { ok: false; faults: PlanFault[] };

/** Reads a plan that shall be submitted, or says in words what is missing or wrong with it. */
export function readPlan(written: unknown, nowMs: number): PlanReading {
  const reading = plannedPlanSchema.safeParse(written);
  if (!reading.success) return { ok: false, faults: shapeFaults(written, reading.error) };
  const faults = faultsInTime(reading.data, nowMs);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, plan: reading.data };
}
