import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { ChainClient } from './client';

export const metadata: Metadata = { title: 'Audit chain' };

export default async function AuditChainPage() {
  await getQueryClient().prefetchQuery(api.auditChain.get.queryOptions());
  return (
    <PrefetchedPage>
      <ChainClient />
    </PrefetchedPage>
  );
}
