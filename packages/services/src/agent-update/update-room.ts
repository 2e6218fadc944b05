/** What an update is held to, and how it goes. */
export interface UpdateCounts {
  canaries: number;
  atOnce: number;
  maxFailures: number;
  /** Failures, of those that count as bad now, that somebody looked at and went on after. */
  acknowledged: number;
  good: number;
  bad: number;
  underWay: number;
  /** Of those under way, that try it. */
  trying: number;
}

/** Why it is offered to nobody else now; each is shown by this name. */
export type UpdateHold = 'brake' | 'failures' | 'canaries' | 'at-once';

export interface UpdateRoom {
  hold: UpdateHold | null;
  /** To so many more it may be offered now. */
  room: number;
  /** So many more may begin now. */
  starts: number;
  /** These are the first ones, which show that it works. */
  canaries: boolean;
}

/**
 * To how many more machines an update may be offered, and how many may begin. First the canaries, until as many of them
 * have it; then as many at once as was said; nobody once more failed than may, until somebody has looked.
 */
export function updateRoom(counts: UpdateCounts, braked: boolean): UpdateRoom {
  const { canaries, atOnce, maxFailures, acknowledged, good, bad, underWay, trying } = counts;
  const first = good < canaries;
  const none = (hold: UpdateHold): UpdateRoom => ({ hold, room: 0, starts: 0, canaries: first });
  if (braked) return none('brake');
  if (bad - acknowledged >= maxFailures) return none('failures');
  const most = first ? Math.min(atOnce, canaries - good) : atOnce;
  const starts = Math.max(0, most - trying);
  if (underWay < most) return { hold: null, room: most - underWay, starts, canaries: first };
  return { ...none(first && atOnce > canaries - good ? 'canaries' : 'at-once'), starts };
}
