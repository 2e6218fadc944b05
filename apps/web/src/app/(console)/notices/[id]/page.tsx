import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { RouteProps } from '@/shell/route-props';
import { isMissing } from '@/trpc/fault';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { NoticeClient } from './client';

type Props = RouteProps<{ id: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const notice = await getQueryClient()
    .fetchQuery(api.notices.get.queryOptions({ id }))
    .catch(() => null);
  return { title: notice?.name ?? 'Notice' };
}

export default async function NoticePage({ params }: Props) {
  const { id } = await params;
  await getQueryClient()
    .fetchQuery(api.notices.get.queryOptions({ id }))
    .catch((error: unknown) => (isMissing(error) ? notFound() : null));
  return (
    <PrefetchedPage>
      <NoticeClient id={id} />
    </PrefetchedPage>
  );
}
