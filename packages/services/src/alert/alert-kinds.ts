/** What is told of by itself. */
export const ALERT_KINDS = [
  'drift',
  'new-finding',
  'rollout-paused',
  'rollout-held',
  'policy-held',
  'chain-broken',
  'agents-lost',
  'token-expiring',
  'certificate-expiring',
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

const MINUTE_MS = 60_000;

/**
 * So long a condition has to be gone before its alert ends: what comes and goes within it is one alert. Of what people or the
 * clock end, none.
 */
export const HOLD_OFF_MS: Readonly<Record<AlertKind, number>> = {
  drift: 5 * MINUTE_MS,
  'new-finding': 10 * MINUTE_MS,
  'rollout-paused': 0,
  'rollout-held': 0,
  'policy-held': 5 * MINUTE_MS,
  'chain-broken': 0,
  'agents-lost': 10 * MINUTE_MS,
  'token-expiring': 0,
  'certificate-expiring': 0,
};
