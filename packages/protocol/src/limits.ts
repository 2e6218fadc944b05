/** The largest message either side accepts, in bytes of UTF-8, before sealing. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
/** A `go` may be used for this long after the agent sent its `ask`, by the agent's monotonic clock. */
export const GO_LIFETIME_SECONDS = 30;
export const DEFAULT_HEARTBEAT_SECONDS = 30;
/** How long the poll door may hold a request open when nothing is waiting, seconds. */
export const POLL_HOLD_SECONDS = 25;
/** Everything that the handshake needs must happen within this time, seconds. */
export const HANDSHAKE_SECONDS = 10;
/** The longest pause that a server may ask for, seconds. */
export const MAX_RETRY_AFTER_SECONDS = 86_400;
/** Domain-separation prefixes of what is signed or sealed (ASCII, ends with a line feed). */
export const CONTEXT = {
  session: 'teredo-fleet/session/v1\n',
  enrol: 'teredo-fleet/enrol/v1\n',
  job: 'teredo-fleet/job/v1\n',
  release: 'teredo-fleet/release/v1\n',
  override: 'teredo-fleet/notice-override/v1\n',
} as const;
