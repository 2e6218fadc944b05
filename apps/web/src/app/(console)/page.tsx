import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { OverviewClient } from './client';
import { ACTIVE, ATTENTION, RECENT } from './overview-input';

export default async function OverviewPage() {
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.machines.counts.queryOptions({ filter: ACTIVE })),
    queryClient.prefetchQuery(api.machines.counts.queryOptions({ filter: {} })),
    queryClient.prefetchQuery(api.machines.list.queryOptions(ATTENTION)),
    queryClient.prefetchQuery(api.rollouts.list.queryOptions(RECENT)),
  ]);
  return (
    <PrefetchedPage>
      <OverviewClient />
    </PrefetchedPage>
  );
}
