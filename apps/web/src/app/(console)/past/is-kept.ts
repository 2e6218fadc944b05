import type { PastMoment } from '@/trpc/shapes';

/** Whether everything of a moment is kept: of an earlier one that nothing is known says nothing. */
export const isKept = ({ at, keptSince }: Pick<PastMoment, 'at' | 'keptSince'>): boolean =>
  keptSince === null || at >= keptSince;
