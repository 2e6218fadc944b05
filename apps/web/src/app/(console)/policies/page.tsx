import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { PoliciesClient } from './client';

export const metadata: Metadata = { title: 'Policies' };

export default async function PoliciesPage() {
  await getQueryClient().prefetchQuery(api.policies.list.queryOptions({ retired: false }));
  return (
    <PrefetchedPage>
      <PoliciesClient />
    </PrefetchedPage>
  );
}
