import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { RouteProps } from '@/shell/route-props';
import { isMissing } from '@/trpc/fault';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { PolicyClient } from './client';

type Props = RouteProps<{ id: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const policy = await getQueryClient()
    .fetchQuery(api.policies.get.queryOptions({ id }))
    .catch(() => null);
  return { title: policy?.name ?? 'Policy' };
}

export default async function PolicyPage({ params }: Props) {
  const { id } = await params;
  await getQueryClient()
    .fetchQuery(api.policies.get.queryOptions({ id }))
    .catch((error: unknown) => (isMissing(error) ? notFound() : null));
  return (
    <PrefetchedPage>
      <PolicyClient id={id} />
    </PrefetchedPage>
  );
}
