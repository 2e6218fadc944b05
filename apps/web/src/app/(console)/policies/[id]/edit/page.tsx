import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { RouteProps } from '@/shell/route-props';
import { isMissing } from '@/trpc/fault';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { EditPolicyClient } from './client';

export const metadata: Metadata = { title: 'Edit policy' };

export default async function EditPolicyPage({ params }: RouteProps<{ id: string }>) {
  const { id } = await params;
  await getQueryClient()
    .fetchQuery(api.policies.get.queryOptions({ id }))
    .catch((error: unknown) => (isMissing(error) ? notFound() : null));
  return (
    <PrefetchedPage>
      <EditPolicyClient id={id} />
    </PrefetchedPage>
  );
}
