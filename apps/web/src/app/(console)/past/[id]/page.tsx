import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { RouteProps } from '@/shell/route-props';
import { isMissing } from '@/trpc/fault';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { loadPastParams, momentOf } from '../search-params';
import { PastMachineClient } from './client';

export const metadata: Metadata = { title: 'Machine at a moment' };

export default async function PastMachinePage({ params, searchParams }: RouteProps<{ id: string }>) {
  const { id } = await params;
  const moment = momentOf(await loadPastParams(searchParams));
  if (moment !== null) {
    await getQueryClient()
      .fetchQuery(api.past.machine.queryOptions({ ...moment, id }))
      .catch((error: unknown) => (isMissing(error) ? notFound() : null));
  }
  return (
    <PrefetchedPage>
      <PastMachineClient id={id} />
    </PrefetchedPage>
  );
}
