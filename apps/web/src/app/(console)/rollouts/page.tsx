import type { Metadata } from 'next';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { RolloutsClient } from './client';
import { loadRolloutParams, rolloutListInput, WAITING } from './search-params';

export const metadata: Metadata = { title: 'Rollouts' };

export default async function RolloutsPage({ searchParams }: RouteProps) {
  const params = await loadRolloutParams(searchParams);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.rollouts.list.queryOptions(rolloutListInput(params))),
    queryClient.prefetchQuery(api.rollouts.list.queryOptions(WAITING)),
  ]);
  return (
    <PrefetchedPage>
      <RolloutsClient />
    </PrefetchedPage>
  );
}
