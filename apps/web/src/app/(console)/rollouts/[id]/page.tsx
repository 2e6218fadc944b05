import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readFault } from '@/trpc/fault';
import { Prefetched } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { RolloutClient } from './client';

type Props = PageProps<'/rollouts/[id]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const rollout = await getQueryClient()
    .fetchQuery(api.rollouts.get.queryOptions({ id }))
    .catch(() => null);
  return { title: rollout?.name ?? 'Rollout' };
}

export default async function RolloutPage({ params }: Props) {
  const { id } = await params;
  await getQueryClient()
    .fetchQuery(api.rollouts.get.queryOptions({ id }))
    .catch((error: unknown) => (readFault(error).code === 'not-found' ? notFound() : null));
  return (
    <Prefetched>
      <RolloutClient id={id} />
    </Prefetched>
  );
}
