import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { SettingsClient } from './client';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.settings.get.queryOptions()),
    queryClient.prefetchQuery(api.users.list.queryOptions()),
    queryClient.prefetchQuery(api.scopes.list.queryOptions()),
  ]);
  return (
    <PrefetchedPage>
      <SettingsClient />
    </PrefetchedPage>
  );
}
