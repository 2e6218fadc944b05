import type { NoticePolicy } from '@teredo-fleet/protocol';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

/** Everything about a change of one machine that its author doesn't choose. */
export const CHANGE_DEFAULTS = {
  /** Not begun by then: expired. */
  lifetimeSeconds: 24 * HOUR_S,
  /** Nobody heard for this long after the change: the agent puts it back by itself. */
  contactWindowSeconds: 5 * MINUTE_S,
  witnesses: ['default-gateway'],
  /** A Teredo client needs up to half a minute to qualify. */
  verify: { attempts: 8, intervalSeconds: 5 },
} as const;

/** What the dialog proposes for a change. */
export const DEFAULT_NOTICE_POLICY: NoticePolicy = {
  kind: 'acknowledge',
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 0,
  answerTimeoutSeconds: HOUR_S,
  whenNobodyLoggedOn: 'start',
};

/** Giving earlier values back only tells; nobody has to be asked for that. */
export const ROLLBACK_NOTICE_POLICY: NoticePolicy = { ...DEFAULT_NOTICE_POLICY, kind: 'inform' };
