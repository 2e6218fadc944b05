import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { NoticesClient } from './client';

export const metadata: Metadata = { title: 'Notices' };

export default async function NoticesPage() {
  await getQueryClient().prefetchQuery(api.notices.list.queryOptions());
  return (
    <PrefetchedPage>
      <NoticesClient />
    </PrefetchedPage>
  );
}
