import type { Metadata } from 'next';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { RolloutsClient } from './client';
import { loadRolloutParams, PAGE_SIZE } from './search-params';

export const metadata: Metadata = { title: 'Rollouts' };

export default async function RolloutsPage({ searchParams }: RouteProps) {
  const { cursor } = await loadRolloutParams(searchParams);
  await getQueryClient().prefetchQuery(api.rollouts.list.queryOptions({ cursor, limit: PAGE_SIZE }));
  return (
    <PrefetchedPage>
      <RolloutsClient />
    </PrefetchedPage>
  );
}
