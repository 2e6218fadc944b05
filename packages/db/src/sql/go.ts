/** For so long an agent may use a go. */
export const GO_LIFETIME_SECONDS = 30;

/** Of job `j`: it was let start, and nobody could use that any more so many seconds ago (SQL). */
export const isSpent = (secondsAgo = '0'): string =>
  `j.go_granted_at <= clock_timestamp() - make_interval(secs => ${GO_LIFETIME_SECONDS} + ${secondsAgo})`;

/** Of job `j`: somebody said that it began, at whatever time. */
export const HAS_BEGUN = `(j.started_at is not null or j.steps <> '[]' or j.state in ('running', 'verifying'))`;
