import type { DesiredState } from '@teredo-fleet/teredo';
import type { JobOrder, NoticeRules } from '../src/index';

export const START = 1_764_000_000_000;
export const HOUR = 3_600_000;

export const TEREDO_ON: DesiredState = {
  teredo: { mode: 'on', type: null, serverName: '192.0.2.1', refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'install-if-missing',
  firewall: 'allow-teredo',
  allowReboot: false,
  acceptFirewallOff: false,
};

const NO_NOTICE: NoticeRules = {
  kind: 'none',
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 0,
  answerTimeoutSeconds: 300,
  whenNobodyLoggedOn: 'start',
};

/** An order that may start at once and for four hours, without a notice unless one is given. */
export function makeOrder(change: Partial<JobOrder> = {}, policy: Partial<NoticeRules> = {}): JobOrder {
  return {
    v: 1,
    jobId: 'job-1',
    attempt: 1,
    machineId: 'machine-1',
    enrolmentId: 'enrolment-1',
    rolloutId: 'rollout-1',
    planHash: 'ab'.repeat(32),
    sequence: 1,
    work: { kind: 'apply', desired: TEREDO_ON },
    notBefore: START,
    notAfter: START + 4 * HOUR,
    windows: [],
    notice: {
      policy: { ...NO_NOTICE, ...policy },
      texts: [{ language: 'en', title: 'Title', body: 'Body' }],
    },
    contactWindowSeconds: 300,
    witnesses: ['default-gateway'],
    verify: { attempts: 3, intervalSeconds: 10 },
    ...change,
  };
}
