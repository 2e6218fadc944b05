import type { Standing } from './standing';

/** While an application waits: how often the agent's word is read, which is one small file. */
export const READ_STANDING_EVERY_MS = 3_000;
/** A look at the machine starts a dozen programs, so without news of the agent there is one in so long. */
export const LOOK_WITHOUT_NEWS_EVERY_MS = 20_000;

/** What was known at the newest look; `at` by the machine's clock. */
export interface LastLook {
  at: number;
  standing: Standing | null;
}

/** Whether a look at the machine may tell more than the one before: the agent told something, or it is long ago. */
export function isWorthALook(last: LastLook, standing: Standing | null, now: number): boolean {
  const before = last.standing === null ? null : last.standing.at;
  const told = standing === null ? null : standing.at;
  return told !== before || now < last.at || now - last.at >= LOOK_WITHOUT_NEWS_EVERY_MS;
}
