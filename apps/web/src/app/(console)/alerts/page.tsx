import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { AlertsClient } from './client';
import { alertInputOf, loadAlertParams } from './search-params';

export const metadata: Metadata = { title: 'Alerts' };

export default async function AlertsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadAlertParams(searchParams);
  await getQueryClient().prefetchQuery(api.alerts.list.queryOptions(alertInputOf(params)));
  return (
    <PrefetchedPage>
      <AlertsClient />
    </PrefetchedPage>
  );
}
