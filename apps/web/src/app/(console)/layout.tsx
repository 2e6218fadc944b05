import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Gate } from '@/shell/gate';
import { Prefetched } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await headers();
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(api.viewer.me.queryOptions()),
    queryClient.prefetchQuery(api.brake.get.queryOptions()),
    queryClient.prefetchQuery(api.alerts.counts.queryOptions()),
  ]);
  return (
    <Prefetched>
      <Gate>{children}</Gate>
    </Prefetched>
  );
}
