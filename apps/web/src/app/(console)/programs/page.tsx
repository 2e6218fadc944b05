import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { ProgramsClient } from './client';

export const metadata: Metadata = { title: 'Programs' };

export default async function ProgramsPage() {
  await getQueryClient().prefetchQuery(api.programs.list.queryOptions());
  return (
    <PrefetchedPage>
      <ProgramsClient />
    </PrefetchedPage>
  );
}
