import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { RuleClient } from './client';
import { loadRuleParams } from './search-params';

export const metadata: Metadata = { title: 'Rule' };

interface Props {
  params: Promise<{ rule: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function RulePage({ params, searchParams }: Props) {
  const { rule } = await params;
  const { days } = await loadRuleParams(searchParams);
  await getQueryClient().prefetchQuery(api.findings.history.queryOptions({ ruleId: rule, days }));
  return (
    <PrefetchedPage>
      <RuleClient ruleId={rule} />
    </PrefetchedPage>
  );
}
