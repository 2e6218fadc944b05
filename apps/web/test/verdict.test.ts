import { describe, expect, it } from 'vitest';
import { verdictDetail } from '../src/change/verdict';
import type { JobView } from '../src/trpc/shapes';
import { aJob } from './a-job';

const FIRST = 'Teredo should be on, but is off.';
const SECOND = 'Reachable should be yes, but is no.';
const unmet: JobView['unmet'] = [
  { fact: 'configured.type', wanted: 'on', found: 'disabled', text: FIRST },
  { fact: 'reachable.verdict', wanted: 'yes', found: 'no', text: SECOND },
];

describe('what a job’s end adds', () => {
  it('is nothing where it says the listed facts again, cut off too', () => {
    const detail = `${FIRST} ${SECOND}`;
    expect(verdictDetail(aJob({ state: 'verify-failed', unmet, detail }))).toBeNull();
    expect(verdictDetail(aJob({ state: 'verify-failed', unmet, detail: detail.slice(0, 40) }))).toBeNull();
    const blockers: JobView['blockers'] = [{ code: 'firewall-off', text: FIRST }];
    expect(verdictDetail(aJob({ state: 'blocked', blockers, detail: FIRST }))).toBeNull();
  });

  it('is shown where it says something else, or nothing is listed', () => {
    const detail = 'Setting Teredo did not succeed. Access is denied.';
    expect(verdictDetail(aJob({ state: 'failed', unmet, detail }))).toBe(detail);
    expect(verdictDetail(aJob({ state: 'expired', detail }))).toBe(detail);
    expect(verdictDetail(aJob({ state: 'verified' }))).toBeNull();
  });
});
