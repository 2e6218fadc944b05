/**
 * The one version number of the agent protocol. A server answers any other number with `wrong-version`.
 *
 * 1 (2026-11-23): first version: both doors, enrolment, offer-then-go, receipts, sealed polling.
 */
export const PROTOCOL_VERSION = 1;
