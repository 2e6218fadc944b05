import type { Metadata } from 'next';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { Door } from '../door';
import { SetupClient } from './client';
import { loadSetupParams } from './search-params';

export const metadata: Metadata = { title: 'Setup', referrer: 'no-referrer' };

export default async function SetupPage({ searchParams }: RouteProps) {
  const { link } = await loadSetupParams(searchParams);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.setup.status.queryOptions()),
    queryClient.prefetchQuery(api.viewer.me.queryOptions()),
    link === null ? null : queryClient.prefetchQuery(api.setup.checkLink.queryOptions({ link })),
  ]);
  return (
    <PrefetchedPage>
      <Door>
        <SetupClient />
      </Door>
    </PrefetchedPage>
  );
}
