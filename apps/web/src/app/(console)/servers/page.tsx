import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { ServersClient } from './client';

export const metadata: Metadata = { title: 'Teredo servers' };

export default async function ServersPage() {
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(api.teredoServers.list.queryOptions());
  return (
    <PrefetchedPage>
      <ServersClient />
    </PrefetchedPage>
  );
}
