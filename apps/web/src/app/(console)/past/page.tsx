import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { PastClient } from './client';
import { filterOf, loadPastParams, momentOf } from './search-params';

export const metadata: Metadata = { title: 'Past' };

export default async function PastPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadPastParams(searchParams);
  const moment = momentOf(params);
  if (moment !== null) {
    await getQueryClient().prefetchQuery(
      api.past.fleet.queryOptions({ ...moment, filter: filterOf(params) }),
    );
  }
  return (
    <PrefetchedPage>
      <PastClient />
    </PrefetchedPage>
  );
}
