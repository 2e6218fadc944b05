import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { NewPolicyClient } from './client';

export const metadata: Metadata = { title: 'New policy' };

export default async function NewPolicyPage() {
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.scopes.list.queryOptions()),
    queryClient.prefetchQuery(api.machines.counts.queryOptions({ filter: { status: ['active'] } })),
  ]);
  return (
    <PrefetchedPage>
      <NewPolicyClient />
    </PrefetchedPage>
  );
}
