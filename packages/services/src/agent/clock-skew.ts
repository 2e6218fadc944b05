import type { Observation } from '@teredo-fleet/teredo';

/** A machine's clock is wrong from here on: certificates and sign-ins begin to fail, logs no longer fit each other. */
export const CLOCK_WRONG_MS = 60_000;

/** What was longer on its way than this was kept back, so its times rest on a clock that nobody compared meanwhile. */
const ON_ITS_WAY_MS = 30_000;

export const isClockWrong = (skewMs: number | null): boolean =>
  skewMs !== null && Math.abs(skewMs) > CLOCK_WRONG_MS;

/**
 * The machine's own clock minus the server's, milliseconds; null: can't be told. An observation carries both: `at` of
 * its parts is by the machine's clock, and the message's `observedAt`, taken right after them, by the server's.
 */
export function clockSkew(said: {
  observation: Observation;
  observedAt: Date;
  receivedAt: Date;
}): number | null {
  const { configured, effective, reachable, firewall } = said.observation;
  const read = Math.max(configured.at, effective.at, reachable.at, firewall.at);
  const observedAt = said.observedAt.getTime();
  if (read === 0 || Math.abs(said.receivedAt.getTime() - observedAt) > ON_ITS_WAY_MS) return null;
  return read - observedAt;
}
