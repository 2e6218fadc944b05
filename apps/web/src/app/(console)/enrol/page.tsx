import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { EnrolClient } from './client';

export const metadata: Metadata = { title: 'Enrol' };

export default async function EnrolPage() {
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.tokens.list.queryOptions()),
    queryClient.prefetchQuery(api.agentUpdates.get.queryOptions()),
    queryClient.prefetchQuery(api.scopes.list.queryOptions()),
  ]);
  return (
    <PrefetchedPage>
      <EnrolClient />
    </PrefetchedPage>
  );
}
