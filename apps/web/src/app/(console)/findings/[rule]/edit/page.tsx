import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { EditRuleClient } from './client';

export const metadata: Metadata = { title: 'Change a rule' };

export default async function EditRulePage({ params }: { params: Promise<{ rule: string }> }) {
  const { rule } = await params;
  await getQueryClient().prefetchQuery(api.ownRules.get.queryOptions({ id: rule }));
  return (
    <PrefetchedPage>
      <EditRuleClient id={rule} />
    </PrefetchedPage>
  );
}
