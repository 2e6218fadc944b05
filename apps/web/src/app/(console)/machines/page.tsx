import type { Metadata } from 'next';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { MachinesClient } from './client';
import { filterOf, listInputOf, loadMachineParams } from './search-params';

export const metadata: Metadata = { title: 'Machines' };

export default async function MachinesPage({ searchParams }: RouteProps) {
  const params = await loadMachineParams(searchParams);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.machines.list.queryOptions(listInputOf(params))),
    queryClient.prefetchQuery(api.machines.counts.queryOptions({ filter: filterOf(params) })),
    queryClient.prefetchQuery(api.scopes.list.queryOptions()),
  ]);
  return (
    <PrefetchedPage>
      <MachinesClient />
    </PrefetchedPage>
  );
}
