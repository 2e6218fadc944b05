import type { Metadata } from 'next';
import { Prefetched } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { AuditClient } from './client';
import { auditInputOf, loadAuditParams } from './search-params';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  const params = await loadAuditParams(searchParams);
  await getQueryClient().prefetchQuery(api.audit.list.queryOptions(auditInputOf(params)));
  return (
    <Prefetched>
      <AuditClient />
    </Prefetched>
  );
}
