'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, FilterBar, PageHeader, SearchBox } from '@teredo-fleet/ui';
import { Plus, SearchX, Snowflake, Waypoints } from 'lucide-react';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { TrailPager } from '@/presentation/trail-pager';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { ROLLOUT_COLUMNS } from './columns';
import { rolloutListInput } from './search-params';
import { useRolloutFilter } from './use-rollout-filter';
import { WaitingList } from './waiting-list';

function HeadButtons() {
  const may = useMay();
  return (
    <>
      <Button asChild>
        <Link href="/rollouts/freezes">
          <Snowflake aria-hidden /> Freeze calendar
        </Link>
      </Button>
      {may('rollout.saveDraft') ? (
        <Button asChild variant="primary">
          <Link href="/rollouts/new">
            <Plus aria-hidden /> New rollout
          </Link>
        </Button>
      ) : null}
    </>
  );
}

function NothingHere({ filtered, onClear }: { filtered: boolean; onClear(): void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No rollout matches"
        action={<Button onClick={onClear}>Clear all filters</Button>}
      >
        Take away a filter above, or search for part of a name.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Waypoints}
      title="Nothing has been changed yet"
      action={
        <Button asChild>
          <Link href="/machines">Choose a machine</Link>
        </Button>
      }
    >
      Turning Teredo on or off on one machine is a rollout of one: it is recorded here with its notice and its
      report. Many machines are changed by a rollout with waves.
    </EmptyState>
  );
}

export function RolloutsClient() {
  const trpc = useTRPC();
  const filter = useRolloutFilter();
  const { params, setParams } = filter;
  const list = useQuery({
    ...trpc.rollouts.list.queryOptions(rolloutListInput(params)),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.rows ?? null;
  const filtered = filter.chips.length > 0;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Rollouts"
        description="Every change that was asked for, with what came of it on each machine."
        actions={<HeadButtons />}
      />
      {filtered || params.cursor ? null : <WaitingList />}
      <FilterBar
        search={<SearchBox value={params.q} placeholder="Search rollouts" onChange={filter.search} />}
        facets={filter.facets}
        onToggle={filter.toggle}
        chips={filter.chips}
        onClearAll={filter.clearAll}
      />
      {list.error && !list.data ? (
        <FaultState title="The list could not be read" error={list.error} onRetry={() => list.refetch()} />
      ) : rows?.length === 0 ? (
        <NothingHere filtered={filtered} onClear={filter.clearAll} />
      ) : (
        <>
          <DataTable
            label="Rollouts"
            columns={ROLLOUT_COLUMNS}
            rows={rows}
            rowKey={(row) => row.id}
            refreshing={list.isPlaceholderData}
          />
          <TrailPager
            cursor={params.cursor}
            next={list.data?.nextCursor}
            summary={rows ? `${rows.length} shown, newest first` : ''}
            goTo={(cursor) => void setParams({ cursor })}
          />
        </>
      )}
    </div>
  );
}
