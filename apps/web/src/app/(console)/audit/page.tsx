import type { Metadata } from 'next';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { AuditClient } from './client';
import { auditInputOf, loadAuditParams } from './search-params';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ searchParams }: RouteProps) {
  const params = await loadAuditParams(searchParams);
  await getQueryClient().prefetchQuery(api.audit.list.queryOptions(auditInputOf(params)));
  return (
    <PrefetchedPage>
      <AuditClient />
    </PrefetchedPage>
  );
}
