import type { Metadata } from 'next';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { CHOICES } from './choices';
import { CompareClient } from './client';
import { loadCompareParams } from './search-params';

export const metadata: Metadata = { title: 'Compare rollouts' };

export default async function ComparePage({ searchParams }: RouteProps) {
  const { a, b } = await loadCompareParams(searchParams);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.rollouts.list.queryOptions(CHOICES)),
    a && b ? queryClient.prefetchQuery(api.rollouts.compare.queryOptions({ ids: [a, b] })) : null,
  ]);
  return (
    <PrefetchedPage>
      <CompareClient />
    </PrefetchedPage>
  );
}
