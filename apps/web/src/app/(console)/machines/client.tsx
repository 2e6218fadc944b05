'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, FilterBar, PageHeader, Pager, SearchBox } from '@teredo-fleet/ui';
import { Cpu, KeyRound, SearchX, Waypoints } from 'lucide-react';
import Link from 'next/link';
import { useScopes } from '@/filter/use-scopes';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { MACHINE_COLUMNS, selectColumn } from './columns';
import { NoMachineYet } from './no-machine-yet';
import { QueueBar } from './queue';
import { QUEUE_COLUMNS } from './queue-columns';
import { QueueNotice } from './queue-notice';
import { filterOf, listInputOf, machinesHref, paramsOf } from './search-params';
import { useMachineFilter } from './use-machine-filter';
import { useQueueSelection } from './use-queue-selection';

function NothingHere({ filtered, onClear }: { filtered: boolean; onClear(): void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No machine matches"
        action={<Button onClick={onClear}>Clear all filters</Button>}
      >
        Take away a filter above, or search for part of a host name, address or label.
      </EmptyState>
    );
  }
  return (
    <NoMachineYet href="/enrol" action="Make an enrol command">
      A machine appears here as soon as its agent has enrolled. It takes one pasted command.
    </NoMachineYet>
  );
}

export function MachinesClient() {
  const trpc = useTRPC();
  const may = useMay();
  const all = useQuery(trpc.machines.counts.queryOptions({ filter: {} }));
  const servers = useQuery(trpc.teredoServers.list.queryOptions());
  const scopes = useScopes();
  const filter = useMachineFilter({ counts: all.data, servers: servers.data?.rows, scopes });
  const { params, setParams } = filter;
  const list = useQuery({
    ...trpc.machines.list.queryOptions(listInputOf(params)),
    placeholderData: keepPreviousData,
  });
  const counts = useQuery({
    ...trpc.machines.counts.queryOptions({ filter: filterOf(params) }),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.rows ?? null;
  const queue = params.status.length === 1 && params.status[0] === 'pending';
  const ticked = useQueueSelection({ place: JSON.stringify(listInputOf(params)), rows: rows ?? [] });
  const select = selectColumn({
    selected: ticked.rows,
    shown: rows?.length ?? 0,
    toggle: ticked.toggle,
    toggleAll: ticked.toggleAll,
  });
  const told = queue ? QUEUE_COLUMNS : MACHINE_COLUMNS;
  const columns = queue && may('machine.accept') ? [select, ...told] : told;
  const total = list.data?.total ?? counts.data?.total;
  const goTo = (cursor: string | null | undefined) => (cursor ? () => void setParams({ cursor }) : null);

  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Machines"
        description={
          <span role="status" className="tnum">
            {total === undefined
              ? ' '
              : `${total.toLocaleString('en-GB')} ${total === 1 ? 'machine' : 'machines'}`}
          </span>
        }
        actions={
          <>
            <Button asChild>
              <Link href="/machines/agents">
                <Cpu aria-hidden /> Agents
              </Link>
            </Button>
            {may('rollout.saveDraft') && total && !queue ? (
              <Button asChild>
                <Link href={machinesHref('/rollouts/new', paramsOf(filterOf(params)))}>
                  <Waypoints aria-hidden /> Roll out to all {total.toLocaleString('en-GB')}
                  {filter.chips.length > 0 ? ' matching' : ''}
                </Link>
              </Button>
            ) : null}
            {may('token.create') ? (
              <Button asChild>
                <Link href="/enrol">
                  <KeyRound aria-hidden /> Enrol machines
                </Link>
              </Button>
            ) : null}
          </>
        }
      />
      <QueueNotice counts={all.data} showing={params.status} />
      <FilterBar
        search={<SearchBox value={params.q} placeholder="Search machines" onChange={filter.search} />}
        facets={filter.facets}
        onToggle={filter.toggle}
        chips={filter.chips}
        onClearAll={filter.clearAll}
      />
      {queue && rows && rows.length > 0 ? <QueueBar selected={ticked.rows} onDone={ticked.clear} /> : null}
      {list.error && !list.data ? (
        <FaultState
          title="The list could not be read"
          error={list.error}
          onRetry={() => (params.cursor ? void setParams({ cursor: null }) : void list.refetch())}
        />
      ) : rows?.length === 0 ? (
        <NothingHere filtered={filter.chips.length > 0} onClear={filter.clearAll} />
      ) : (
        <>
          <DataTable
            label="Machines"
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            rowClassName={(row) => (row.status === 'retired' ? 'opacity-60' : undefined)}
            sort={{ by: params.sort, direction: params.direction }}
            onSort={(sort) =>
              void setParams({ sort: sort.by as typeof params.sort, direction: sort.direction, cursor: null })
            }
            refreshing={list.isPlaceholderData}
          />
          <Pager
            summary={rows ? `${rows.length} of ${(total ?? rows.length).toLocaleString('en-GB')} shown` : ''}
            onPrevious={goTo(list.data?.previousCursor)}
            onNext={goTo(list.data?.nextCursor)}
          />
        </>
      )}
    </div>
  );
}
