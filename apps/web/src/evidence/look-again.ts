import type { Bundle } from '@/trpc/shapes';

const SOON_MS = 2_000;

/** Whether it can be taken some time. */
export const isUnderWay = (state: Bundle['state']): boolean => state === 'waiting' || state === 'preparing';

/** How soon bundles are asked for again: while one is being made; otherwise the news of changes are enough. */
export function lookAgainMs(bundles: readonly Pick<Bundle, 'state'>[] | undefined): number | false {
  return bundles?.some(({ state }) => isUnderWay(state)) ? SOON_MS : false;
}
