import type { Metadata } from 'next';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { NewNoticeClient } from './client';
import { loadNewNoticeParams, USUAL_ORIGIN } from './search-params';

export const metadata: Metadata = { title: 'New notice' };

export default async function NewNoticePage({ searchParams }: RouteProps) {
  const { from } = await loadNewNoticeParams(searchParams);
  await getQueryClient().prefetchQuery(api.notices.get.queryOptions({ id: from ?? USUAL_ORIGIN }));
  return (
    <PrefetchedPage>
      <NewNoticeClient from={from} />
    </PrefetchedPage>
  );
}
