import type { AgentMessage, ObservationMessage, StatusMessage, StepResult } from './agent-messages';
import { AGENT_JOB_STATES } from './job-states';
import { MAX_COUNT, MAX_INSTANT_MS, SHORT_TEXT_LENGTH, UUID_TEXT } from './shared-shapes';

/*
 * Validators by hand for the message kinds that arrive most. Each says yes exactly when the zod schema does and gives
 * the same value; property tests compare them. null means no: the zod schema then says why.
 */

type JsonObject = Record<string, unknown>;

const JOB_STATES: ReadonlySet<unknown> = new Set(AGENT_JOB_STATES);
const REASONS: ReadonlySet<unknown> = new Set(['connect', 'change', 'requested', 'verify', 'periodic']);
const OUTCOMES: ReadonlySet<unknown> = new Set(['done', 'failed', 'unknown', 'skipped']);
const MAX_LIST = 20;
const MAX_OUTPUT_LENGTH = 4000;
const MAX_PRINTED = 8000;
const MAX_CODE_PAGE = 65_535;
// biome-ignore lint/suspicious/noControlCharactersInRegex: every byte but zero.
const BYTES = /^[\u0001-\u00ff]*$/;

/** The message, when it is of a hot kind and valid. */
export function readHotMessage(value: JsonObject): AgentMessage | null {
  if (value.type === 'heartbeat') return { type: 'heartbeat' };
  if (value.type === 'observation') return readObservation(value);
  return value.type === 'status' ? readStatus(value) : null;
}

function readObservation(value: JsonObject): ObservationMessage | null {
  const { n, observedAt, reason, observation } = value;
  if (!isNumber(n) || !isInstant(observedAt) || !REASONS.has(reason) || !isObject(observation)) return null;
  return { type: 'observation', n, observedAt, reason: reason as ObservationMessage['reason'], observation };
}

function readStatus(value: JsonObject): StatusMessage | null {
  const { n, jobId, attempt, version, state, at, detail, until, steps, before, after, unmet, blockers } =
    value;
  if (!isNumber(n) || !isCount(attempt) || !isCount(version) || !isInstant(at)) return null;
  if (typeof jobId !== 'string' || !UUID_TEXT.test(jobId) || !JOB_STATES.has(state)) return null;
  if (detail !== null && !isText(detail, SHORT_TEXT_LENGTH)) return null;
  if (until !== null && !isInstant(until)) return null;
  if (before !== null && !isObject(before)) return null;
  if (after !== null && !isObject(after)) return null;
  if (!isObjects(unmet) || !isObjects(blockers)) return null;
  const results = readSteps(steps);
  if (results === null) return null;
  const known = state as StatusMessage['state'];
  return {
    type: 'status',
    n,
    jobId,
    attempt,
    version,
    state: known,
    at,
    detail,
    until,
    steps: results,
    before,
    after,
    unmet,
    blockers,
  };
}

function readSteps(value: unknown): StepResult[] | null {
  if (!isObjects(value)) return null;
  const results: StepResult[] = [];
  for (const item of value) {
    const { step, outcome, exitCode, output, startedAt, finishedAt } = item;
    if (!isObject(step) || !OUTCOMES.has(outcome)) return null;
    if (exitCode !== null && !Number.isSafeInteger(exitCode)) return null;
    if (!isText(output, MAX_OUTPUT_LENGTH) || !isInstant(startedAt) || !isInstant(finishedAt)) return null;
    const result: StepResult = {
      step,
      outcome: outcome as StepResult['outcome'],
      exitCode: exitCode as number | null,
      output,
      startedAt,
      finishedAt,
    };
    const printed = readPrinted(item.printed);
    if (printed !== null) result.printed = printed;
    results.push(result);
  }
  return results;
}

function readPrinted(value: unknown): StepResult['printed'] | null {
  if (!isObject(value)) return null;
  const { codePage, bytes } = value;
  if (!Number.isSafeInteger(codePage) || (codePage as number) < 0 || (codePage as number) > MAX_CODE_PAGE)
    return null;
  if (!isText(bytes, MAX_PRINTED) || !BYTES.test(bytes)) return null;
  return { codePage: codePage as number, bytes };
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isCount(value: unknown): value is number {
  return isNumber(value) && value <= MAX_COUNT;
}

function isInstant(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_INSTANT_MS;
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isObjects(value: unknown): value is JsonObject[] {
  return Array.isArray(value) && value.length <= MAX_LIST && value.every(isObject);
}
