import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { OverviewClient } from './client';
import { ACTIVE, ATTENTION, RECENT, STANDING } from './overview-input';

export default async function OverviewPage() {
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.machines.counts.queryOptions({ filter: ACTIVE })),
    queryClient.prefetchQuery(api.machines.counts.queryOptions({ filter: {} })),
    queryClient.prefetchQuery(api.machines.list.queryOptions(ATTENTION)),
    queryClient.prefetchQuery(api.rollouts.list.queryOptions(RECENT)),
    queryClient.prefetchQuery(api.rollouts.list.queryOptions(STANDING)),
  ]);
  return (
    <PrefetchedPage>
      <OverviewClient />
    </PrefetchedPage>
  );
}
