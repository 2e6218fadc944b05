import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { ReportsClient } from './client';

export const metadata: Metadata = { title: 'Reports' };

export default async function ReportsPage() {
  await getQueryClient().prefetchQuery(api.evidence.list.queryOptions({ limit: 100 }));
  return (
    <PrefetchedPage>
      <ReportsClient />
    </PrefetchedPage>
  );
}
