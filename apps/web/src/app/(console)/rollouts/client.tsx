'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, PageHeader, Pager } from '@teredo-fleet/ui';
import { Snowflake, Waypoints } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { FaultState } from '@/presentation/fault-state';
import { usePageTrail } from '@/presentation/page-trail';
import { useTRPC } from '@/trpc/client';
import { ROLLOUT_COLUMNS } from './columns';
import { PAGE_SIZE, rolloutParams } from './search-params';

export function RolloutsClient() {
  const trpc = useTRPC();
  const [{ cursor }, setParams] = useQueryStates(rolloutParams, { history: 'push' });
  const list = useQuery({
    ...trpc.rollouts.list.queryOptions({ cursor, limit: PAGE_SIZE }),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.rows ?? null;
  const next = list.data?.nextCursor ?? null;
  const pages = usePageTrail(cursor, (to) => void setParams({ cursor: to }));
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Rollouts"
        description="Every change that was asked for, with what came of it on each machine."
        actions={
          <Button asChild>
            <Link href="/rollouts/freezes">
              <Snowflake aria-hidden /> Freeze calendar
            </Link>
          </Button>
        }
      />
      {list.error && !list.data ? (
        <FaultState title="The list could not be read" error={list.error} onRetry={() => list.refetch()} />
      ) : rows?.length === 0 ? (
        <EmptyState
          icon={Waypoints}
          title="Nothing has been changed yet"
          action={
            <Button asChild>
              <Link href="/machines">Choose a machine</Link>
            </Button>
          }
        >
          Turning Teredo on or off on one machine is a rollout of one: it is recorded here with its notice and
          its report.
        </EmptyState>
      ) : (
        <>
          <DataTable
            label="Rollouts"
            columns={ROLLOUT_COLUMNS}
            rows={rows}
            rowKey={(row) => row.id}
            refreshing={list.isPlaceholderData}
          />
          <Pager
            summary={rows ? `${rows.length} shown, newest first` : ''}
            onPrevious={pages.toPrevious}
            onNext={next ? () => pages.toNext(next) : null}
          />
        </>
      )}
    </div>
  );
}
