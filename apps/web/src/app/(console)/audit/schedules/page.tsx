import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { SchedulesClient } from './client';

export const metadata: Metadata = { title: 'Scheduled reports' };

export default async function SchedulesPage() {
  await getQueryClient().prefetchQuery(api.reportSchedules.list.queryOptions());
  return (
    <PrefetchedPage>
      <SchedulesClient />
    </PrefetchedPage>
  );
}
