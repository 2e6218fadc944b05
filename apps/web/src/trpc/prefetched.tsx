import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LastPart } from '@/shell/hydration';
import { getQueryClient } from './server';

/** Hands what the server asked for to the page's own cache. What failed there is asked again by the page itself. */
export function Prefetched({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}

/** The same for a page, which is the last part to arrive. */
export function PrefetchedPage({ children }: { children: ReactNode }) {
  return (
    <Prefetched>
      {children}
      <LastPart />
    </Prefetched>
  );
}
