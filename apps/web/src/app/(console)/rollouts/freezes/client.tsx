'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AbsoluteTime, type Column, DataTable, EmptyState, PageHeader, useClock } from '@teredo-fleet/ui';
import { Snowflake, Trash2 } from 'lucide-react';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { LookStatus } from '@/presentation/look-status';
import { VerbButton } from '@/rollout/verb-button';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { FreezeView } from '@/trpc/shapes';
import { AddFreezeDialog } from './add-dialog';
import { freezeLook, freezeTime, sortFreezes } from './freeze-times';

function RemoveFreeze({ freeze }: { freeze: FreezeView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.freezes.remove.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.freezes.pathFilter()),
    }),
  );
  return (
    <VerbButton
      size="sm"
      variant="ghost"
      reported={false}
      dialog={{
        title: `Remove the freeze “${freeze.name}”`,
        description: 'Changes that it holds may start, each when its machine asks.',
        consequences: [],
        action: 'Remove',
        danger: true,
        confirmWord: null,
      }}
      call={remove}
      onConfirm={(reason, onSuccess) => remove.mutate({ id: freeze.id, reason }, { onSuccess })}
    >
      <Trash2 aria-hidden /> <span className="max-sm:sr-only">Remove</span>
      <span className="sr-only"> {freeze.name}</span>
    </VerbButton>
  );
}

function columnsOf(nowMs: number, mayRemove: boolean): Column<FreezeView>[] {
  const columns: Column<FreezeView>[] = [
    {
      key: 'name',
      title: 'Freeze',
      sort: null,
      cell: (row) => (
        <div className="min-w-0">
          <p className="font-medium wrap-anywhere">{row.name}</p>
          <p className="text-xs text-muted wrap-anywhere">
            “{row.reason}” {row.addedBy}
          </p>
          <p className="text-xs text-muted sm:hidden">
            <AbsoluteTime at={row.from} /> to <AbsoluteTime at={row.to} />
          </p>
        </div>
      ),
    },
    {
      key: 'time',
      title: 'When',
      sort: null,
      cell: (row) => <LookStatus look={freezeLook(freezeTime(row, nowMs))} />,
    },
    {
      key: 'from',
      title: 'From',
      sort: null,
      className: 'hidden sm:table-cell',
      cell: (row) => <AbsoluteTime at={row.from} />,
    },
    {
      key: 'to',
      title: 'To',
      sort: null,
      className: 'hidden sm:table-cell',
      cell: (row) => <AbsoluteTime at={row.to} />,
    },
  ];
  if (!mayRemove) return columns;
  const remove = <span className="sr-only">Remove</span>;
  return [
    ...columns,
    {
      key: 'remove',
      title: remove,
      sort: null,
      className: 'text-right',
      cell: (row) => (freezeTime(row, nowMs) === 'past' ? null : <RemoveFreeze freeze={row} />),
    },
  ];
}

/** The times in which nothing starts, for everybody to see and for admins to set. */
export function FreezesClient() {
  const trpc = useTRPC();
  const may = useMay();
  const { now } = useClock();
  const list = useQuery(trpc.freezes.list.queryOptions());
  const rows = list.data ? sortFreezes(list.data.rows, now) : null;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/rollouts">Rollouts</BackLink>}
        title="Freeze calendar"
        description="Times in which no change starts on any machine, whatever was approved. Rolling back stays possible."
        actions={may('freeze.add') ? <AddFreezeDialog /> : null}
      />
      {list.error && !list.data ? (
        <FaultState
          title="The calendar could not be read"
          error={list.error}
          onRetry={() => list.refetch()}
        />
      ) : rows?.length === 0 ? (
        <EmptyState icon={Snowflake} title="No freeze is planned">
          {may('freeze.add')
            ? 'Add one for the days on which nobody should touch machines: year’s end, exams, an audit.'
            : 'An admin can add the days on which nobody should touch machines.'}
        </EmptyState>
      ) : (
        <DataTable
          label="Freezes"
          columns={columnsOf(now, may('freeze.remove'))}
          rows={rows}
          rowKey={(row) => row.id}
          rowClassName={(row) => (freezeTime(row, now) === 'past' ? 'opacity-60' : undefined)}
          skeletonRows={4}
        />
      )}
    </div>
  );
}
