import type { DesiredState } from '@teredo-fleet/teredo';
import type { UsersNamedBy } from './named-session';

/** What people on the machine are told, and what has to come back before the change may start. */
export interface NoticeRules {
  kind: 'none' | 'inform' | 'acknowledge' | 'defer';
  mayRefuse: boolean;
  /** Seconds from the first display on this machine to the earliest start. */
  minimumNoticeSeconds: number;
  /** Only `defer` uses it; counted in rounds of the notice, not in sessions. */
  maxDeferrals: number;
  minimumDeferralSeconds: number;
  answerTimeoutSeconds: number;
  whenNobodyLoggedOn: 'start' | 'wait';
}

export interface NoticeText {
  /** BCP 47 tag. */
  language: string;
  title: string;
  body: string;
}

export type JobWork = { kind: 'apply'; desired: DesiredState } | { kind: 'restore'; savedByJob: string };

/**
 * One job as the core needs it; the protocol's JobPayload is assignable to it. Instants are milliseconds since the
 * Unix epoch on the server's clock.
 */
export interface JobOrder {
  v: number;
  jobId: string;
  attempt: number;
  machineId: string;
  enrolmentId: string;
  rolloutId: string;
  /** SHA-256 of the plan that was approved, hexadecimal. */
  planHash: string;
  sequence: number;
  work: JobWork;
  notBefore: number;
  notAfter: number;
  /** Intervals [start, end) in which the change may start; empty: at any time. */
  windows: [number, number][];
  notice: { policy: NoticeRules; texts: NoticeText[] };
  contactWindowSeconds: number;
  witnesses: string[];
  verify: { attempts: number; intervalSeconds: number };
  /** Address of the notices' pages, without a slash at its end; absent: there are none. */
  noticeUrl?: string | undefined;
  /** How the users of the machine are named in what is told of them; absent: by their accounts. */
  usersNamedBy?: UsersNamedBy | undefined;
}
