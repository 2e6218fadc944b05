import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { DestinationsClient } from './client';

export const metadata: Metadata = { title: 'Where alerts are told' };

export default async function DestinationsPage() {
  await getQueryClient().prefetchQuery(api.alerts.destinations.queryOptions());
  return (
    <PrefetchedPage>
      <DestinationsClient />
    </PrefetchedPage>
  );
}
