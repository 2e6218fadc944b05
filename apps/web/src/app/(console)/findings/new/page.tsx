import type { Metadata } from 'next';
import { PrefetchedPage } from '@/trpc/prefetched';
import { NewRuleClient } from './client';

export const metadata: Metadata = { title: 'New rule' };

export default function NewRulePage() {
  return (
    <PrefetchedPage>
      <NewRuleClient />
    </PrefetchedPage>
  );
}
