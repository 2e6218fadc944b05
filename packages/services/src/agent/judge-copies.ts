/** Boot and hardware ids of one session; `at` in milliseconds since 1970. */
export interface SessionTrace {
  bootId: string;
  hardwareId: string;
  at: number;
  /** Of a trial that was let begin and whose time was not over; undefined where an older server wrote it down. */
  trial: boolean | undefined;
}

/** Sessions further apart than this say nothing about each other. */
const WINDOW_MS = 24 * 3_600_000;

const nameOf = (trace: SessionTrace) => `${trace.bootId} ${trace.hardwareId}`;

/**
 * Whether two machines use one identity: a session of B lies between two sessions of A (A, B, A). A machine that was
 * started again is A, B and never A again, and a half-open connection replaced by its own machine is A, A. A program in
 * a trial that the server let begin says nothing: it may name itself otherwise than the version that runs and comes back
 * after it. The list is oldest first, the session that just opened last.
 */
export function isCopied(recent: readonly SessionTrace[]): boolean {
  const settled = recent.filter(({ trial }) => trial !== true);
  const newest = settled.at(-1);
  if (newest === undefined) return false;
  const name = nameOf(newest);
  let sawOther = false;
  for (const trace of settled.slice(0, -1).reverse()) {
    if (newest.at - trace.at > WINDOW_MS) return false;
    if (nameOf(trace) !== name) sawOther = true;
    else if (sawOther) return true;
  }
  return false;
}
