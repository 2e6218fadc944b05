import type { ApplicationRequest } from './request-list';

/** A request with the account whose program left it, as the system names it. */
export interface LeftRequest extends ApplicationRequest {
  askedBy: string;
}

/** What was passed on to the server, newest last. */
export type PassedOn = { key: string; askedBy: string; at: number }[];

const EVERY_MS = 3_600_000;
const MOST_AN_HOUR = 20;
const MOST_OF_ONE_ACCOUNT = 10;

const keyOf = ({ application, askedBy }: LeftRequest): string => `${askedBy}\n${application}`;

function isIn(passed: PassedOn, key: string): boolean {
  for (let index = 0; index < passed.length; index += 1)
    if ((passed[index] as { key: string }).key === key) return true;
  return false;
}

function countOf(passed: PassedOn, askedBy: string): number {
  let count = 0;
  for (let index = 0; index < passed.length; index += 1)
    if ((passed[index] as { askedBy: string }).askedBy === askedBy) count += 1;
  return count;
}

/**
 * Which requests go on to the server now: the same one of the same account once an hour, at most ten of one account and
 * twenty in all.
 */
export function passOn(
  before: PassedOn,
  left: LeftRequest[],
  now: number,
): { passed: PassedOn; requests: LeftRequest[] } {
  const passed: PassedOn = [];
  for (let index = 0; index < before.length; index += 1) {
    const one = before[index] as PassedOn[number];
    if (one.at > now - EVERY_MS && one.at <= now) passed.push(one);
  }
  const requests: LeftRequest[] = [];
  for (let index = 0; index < left.length && passed.length < MOST_AN_HOUR; index += 1) {
    const request = left[index] as LeftRequest;
    const key = keyOf(request);
    if (isIn(passed, key) || countOf(passed, request.askedBy) >= MOST_OF_ONE_ACCOUNT) continue;
    passed.push({ key: key, askedBy: request.askedBy, at: now });
    requests.push(request);
  }
  return { passed: passed, requests: requests };
}
