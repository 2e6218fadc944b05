'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card, EmptyState, PageHeader, SkeletonRows } from '@teredo-fleet/ui';
import { ChevronLeft, PackageCheck } from 'lucide-react';
import Link from 'next/link';
import { BundleList } from '@/evidence/bundle-list';
import { lookAgainMs } from '@/evidence/look-again';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';

const SHOWN = 100;

/** Every evidence bundle that was asked for, whoever did. */
export function ReportsClient() {
  const trpc = useTRPC();
  const list = useQuery({
    ...trpc.evidence.list.queryOptions({ limit: SHOWN }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => lookAgainMs(state.data?.rows),
  });
  const bundles = list.data?.rows;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={
          <Link href="/audit" className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink">
            <ChevronLeft aria-hidden className="size-3.5" /> Audit
          </Link>
        }
        title="Reports"
        description="Evidence bundles: all that is on record of a rollout, signed, to be checked without this server. Ask for one on the page of the rollout; it is kept for a week."
      />
      {list.error && !bundles ? (
        <FaultState title="The bundles could not be read" error={list.error} onRetry={() => list.refetch()} />
      ) : !bundles ? (
        <SkeletonRows rows={6} />
      ) : bundles.length === 0 ? (
        <EmptyState icon={PackageCheck} title="No bundle was asked for yet">
          Open a rollout and choose “Make a bundle” under Evidence.
        </EmptyState>
      ) : (
        <Card title={`Newest ${bundles.length}`} flush className="pb-2">
          <BundleList bundles={bundles} named />
        </Card>
      )}
    </div>
  );
}
