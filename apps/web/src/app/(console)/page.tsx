import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { OverviewClient } from './client';
import { ACTIVE, ATTENTION, FIRST_SPAN, RECENT, STANDING } from './overview-input';

export default async function OverviewPage() {
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.machines.counts.queryOptions({ filter: ACTIVE })),
    queryClient.prefetchQuery(api.machines.counts.queryOptions({ filter: {} })),
    queryClient.prefetchQuery(api.machines.list.queryOptions(ATTENTION)),
    queryClient.prefetchQuery(api.rollouts.list.queryOptions(RECENT)),
    queryClient.prefetchQuery(api.rollouts.list.queryOptions(STANDING)),
    queryClient.prefetchQuery(api.overview.numbers.queryOptions()),
    queryClient.prefetchQuery(api.overview.changes.queryOptions()),
    queryClient.prefetchQuery(api.overview.days.queryOptions(FIRST_SPAN)),
  ]);
  return (
    <PrefetchedPage>
      <OverviewClient />
    </PrefetchedPage>
  );
}
