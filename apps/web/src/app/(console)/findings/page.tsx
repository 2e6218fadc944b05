import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { FindingsClient } from './client';
import { ACTIVE } from './rule-columns';

export const metadata: Metadata = { title: 'Findings' };

export default async function FindingsPage() {
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(api.findings.rules.queryOptions({ filter: ACTIVE }));
  return (
    <PrefetchedPage>
      <FindingsClient />
    </PrefetchedPage>
  );
}
