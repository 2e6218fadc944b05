import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { SetupClient } from './client';

export const metadata: Metadata = { title: 'Setup', referrer: 'no-referrer' };

export default async function SetupPage() {
  await headers();
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.setup.status.queryOptions()),
    queryClient.prefetchQuery(api.viewer.me.queryOptions()),
  ]);
  return (
    <PrefetchedPage>
      <SetupClient />
    </PrefetchedPage>
  );
}
