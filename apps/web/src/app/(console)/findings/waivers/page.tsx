import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { WaiversClient } from './client';
import { loadWaiverParams, waiverInputOf } from './search-params';

export const metadata: Metadata = { title: 'Waivers' };

export default async function WaiversPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadWaiverParams(searchParams);
  await getQueryClient().prefetchQuery(api.waivers.list.queryOptions(waiverInputOf(params)));
  return (
    <PrefetchedPage>
      <WaiversClient />
    </PrefetchedPage>
  );
}
