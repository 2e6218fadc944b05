'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card, EmptyState, PageHeader, SkeletonRows } from '@teredo-fleet/ui';
import { PackageCheck } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { BundleList } from '@/evidence/bundle-list';
import { lookAgainMs } from '@/evidence/look-again';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { TrailPager } from '@/presentation/trail-pager';
import { useTRPC } from '@/trpc/client';
import { reportsInputOf, reportsParams } from './search-params';

/** Every evidence bundle that was asked for, whoever did. */
export function ReportsClient() {
  const trpc = useTRPC();
  const [{ cursor }, setParams] = useQueryStates(reportsParams, { history: 'push' });
  const list = useQuery({
    ...trpc.evidence.list.queryOptions(reportsInputOf({ cursor })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => lookAgainMs(state.data?.rows),
  });
  const bundles = list.data?.rows;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/audit">Audit</BackLink>}
        title="Reports"
        description="Evidence bundles: all that is on record of a rollout, signed, to be checked without this server. Ask for one on the page of the rollout. How long they are kept is a setting; asked for again, one is made anew."
      />
      {list.error && !bundles ? (
        <FaultState title="The bundles could not be read" error={list.error} onRetry={() => list.refetch()} />
      ) : !bundles ? (
        <SkeletonRows rows={6} />
      ) : bundles.length === 0 ? (
        <EmptyState icon={PackageCheck} title="No bundle was asked for yet">
          Open a{' '}
          <Link href="/rollouts" className="text-accent underline">
            rollout
          </Link>{' '}
          and choose “Make a bundle” under Evidence.
        </EmptyState>
      ) : (
        <>
          <Card title="Bundles" flush className="pb-2">
            <BundleList bundles={bundles} named />
          </Card>
          <TrailPager
            cursor={cursor}
            next={list.data?.nextCursor}
            summary={`${bundles.length} shown, newest first`}
            goTo={(to) => void setParams({ cursor: to })}
          />
        </>
      )}
    </div>
  );
}
