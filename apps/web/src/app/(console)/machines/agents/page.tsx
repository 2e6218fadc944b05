import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { AgentsClient } from './client';

export const metadata: Metadata = { title: 'Agents' };

export default async function AgentsPage() {
  await getQueryClient().prefetchQuery(api.agentUpdates.get.queryOptions());
  return (
    <PrefetchedPage>
      <AgentsClient />
    </PrefetchedPage>
  );
}
