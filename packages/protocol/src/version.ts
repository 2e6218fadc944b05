/**
 * The one version number of the agent protocol. A server answers any other number with `wrong-version`.
 *
 * 1 (2026-11-23): first version: both doors, enrolment, offer-then-go, receipts, sealed polling.
 *   (2026-11-29): `programs` from the server, `program-report` from the agent; who does not know them passes them over.
 */
export const PROTOCOL_VERSION = 1;
