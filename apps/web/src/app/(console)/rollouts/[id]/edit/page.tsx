import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { RouteProps } from '@/shell/route-props';
import { isMissing } from '@/trpc/fault';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { EditRolloutClient } from './client';

type Props = RouteProps<{ id: string }>;

export const metadata: Metadata = { title: 'Edit rollout' };

export default async function EditRolloutPage({ params }: Props) {
  const { id } = await params;
  await getQueryClient()
    .fetchQuery(api.rollouts.draft.queryOptions({ id }))
    .catch((error: unknown) => (isMissing(error) ? notFound() : null));
  return (
    <PrefetchedPage>
      <EditRolloutClient id={id} />
    </PrefetchedPage>
  );
}
