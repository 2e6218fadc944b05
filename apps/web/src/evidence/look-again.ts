import type { Bundle } from '@/trpc/shapes';

const SOON_MS = 2_000;

/** How soon bundles are asked for again: while one is being made; otherwise the news of changes are enough. */
export function lookAgainMs(bundles: readonly Bundle[] | undefined): number | false {
  return bundles?.some(({ state }) => state === 'preparing') ? SOON_MS : false;
}
