import type { Metadata } from 'next';
import { loadMachineParams } from '@/app/(console)/machines/search-params';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { filterOf } from '../../machines/search-params';
import { NewRolloutClient } from './client';

export const metadata: Metadata = { title: 'New rollout' };

/** The address may carry a filter of the machine list, which is then the target. */
export default async function NewRolloutPage({ searchParams }: RouteProps) {
  const filter = filterOf(await loadMachineParams(searchParams));
  await getQueryClient().prefetchQuery(api.machines.counts.queryOptions({ filter: {} }));
  return (
    <PrefetchedPage>
      <NewRolloutClient filter={JSON.parse(JSON.stringify(filter))} />
    </PrefetchedPage>
  );
}
