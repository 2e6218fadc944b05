import type { PastComparison } from '@/trpc/shapes';
import { isKept } from './is-kept';

/** Of which of two moments everything is kept: of another one that nothing is known says nothing. */
export interface Kept {
  before: boolean;
  after: boolean;
}

export const keptOf = ({
  at,
  until,
  keptSince,
}: Pick<PastComparison, 'at' | 'until' | 'keptSince'>): Kept => ({
  before: isKept({ at, keptSince }),
  after: isKept({ at: until, keptSince }),
});
