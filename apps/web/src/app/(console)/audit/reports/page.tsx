import type { Metadata } from 'next';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { ReportsClient } from './client';
import { loadReportsParams, reportsInputOf } from './search-params';

export const metadata: Metadata = { title: 'Reports' };

export default async function ReportsPage({ searchParams }: RouteProps) {
  const params = await loadReportsParams(searchParams);
  await getQueryClient().prefetchQuery(api.evidence.list.queryOptions(reportsInputOf(params)));
  return (
    <PrefetchedPage>
      <ReportsClient />
    </PrefetchedPage>
  );
}
