import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { RouteProps } from '@/shell/route-props';
import { isMissing } from '@/trpc/fault';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { MachineClient } from './client';
import { loadMachineParams } from './search-params';
import { TIMELINE_PAGE } from './timeline-page';

type Props = RouteProps<{ id: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const machine = await getQueryClient()
    .fetchQuery(api.machines.get.queryOptions({ id }))
    .catch(() => null);
  return { title: machine?.hostname ?? 'Machine' };
}

export default async function MachinePage({ params, searchParams }: Props) {
  const { id } = await params;
  const { rollout } = await loadMachineParams(searchParams);
  const queryClient = getQueryClient();
  const machine = await queryClient
    .fetchQuery(api.machines.get.queryOptions({ id }))
    .catch((error: unknown) => (isMissing(error) ? notFound() : null));
  const change = rollout ?? machine?.activeJob?.rolloutId ?? machine?.desired?.rolloutId;
  await Promise.all([
    queryClient.prefetchQuery(api.policies.ofMachine.queryOptions({ machineId: id })),
    queryClient.prefetchQuery(api.machines.programs.queryOptions({ id })),
    queryClient.prefetchInfiniteQuery(
      api.machines.timeline.infiniteQueryOptions(
        { id, limit: TIMELINE_PAGE },
        { getNextPageParam: (page) => page.nextCursor },
      ),
    ),
    ...(change ? [queryClient.prefetchQuery(api.rollouts.get.queryOptions({ id: change }))] : []),
  ]);
  return (
    <PrefetchedPage>
      <MachineClient id={id} />
    </PrefetchedPage>
  );
}
