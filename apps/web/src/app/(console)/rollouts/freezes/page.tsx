import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { FreezesClient } from './client';

export const metadata: Metadata = { title: 'Freeze calendar' };

export default async function FreezesPage() {
  await getQueryClient().prefetchQuery(api.freezes.list.queryOptions());
  return (
    <PrefetchedPage>
      <FreezesClient />
    </PrefetchedPage>
  );
}
