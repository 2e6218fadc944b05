/** So long after it was asked for, a second person can grant an override of the notice: an emergency is not tomorrow. */
export const GRANTED_WITHIN_MS = 4 * 3_600_000;

/** So long after it was granted, a machine takes it: who comes back later is asked as the plan says. */
export const TAKEN_WITHIN_MS = 7 * 86_400_000;

/** From when on it can't be granted any more. */
export const askLapsesAt = (askedAt: Date): Date => new Date(askedAt.getTime() + GRANTED_WITHIN_MS);

/** From when on no machine takes it any more. */
export const overrideEndsAt = (grantedAt: Date): Date => new Date(grantedAt.getTime() + TAKEN_WITHIN_MS);
