'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DataTable, SkeletonRows } from '@teredo-fleet/ui';
import { FaultState } from '@/presentation/fault-state';
import { TrailPager } from '@/presentation/trail-pager';
import { useTRPC } from '@/trpc/client';
import type { PastFleet } from '@/trpc/shapes';
import { FleetCards } from './fleet-cards';
import { isKept } from './is-kept';
import { machineColumns } from './machine-columns';
import { MomentLine } from './moment-line';
import { filterOf, type momentOf, type PastParams, pastHref } from './search-params';
import { VerdictTable } from './verdict-table';

type Moment = NonNullable<ReturnType<typeof momentOf>>;

const machines = (count: number) =>
  count === 1 ? 'one machine' : `${count.toLocaleString('en-GB')} machines`;

function known(fleet: PastFleet): string {
  const { known: told, unknown } = fleet;
  if (told + unknown === 0 && !isKept(fleet))
    return 'It is not kept which of the machines of today were enrolled then.';
  if (told + unknown === 0) return 'None of the machines of today was enrolled then.';
  if (told === 0) return 'None of the machines that were enrolled then had reported anything.';
  const had = `${machines(told)} had reported`;
  return unknown === 0
    ? `Enrolled then: ${had}.`
    : `Enrolled then: ${had}, ${unknown.toLocaleString('en-GB')} had not.`;
}

/** The fleet as it was. */
export function ThenView(props: {
  params: PastParams;
  moment: Moment;
  onCursor(cursor: string | null): void;
}) {
  const { params, moment } = props;
  const trpc = useTRPC();
  const input = { ...moment, filter: filterOf(params) };
  const fleet = useQuery(trpc.past.fleet.queryOptions(input));
  const list = useQuery({
    ...trpc.past.machines.queryOptions({ ...input, cursor: params.cursor }),
    placeholderData: keepPreviousData,
  });
  const error = fleet.error ?? list.error;
  if (error) return <FaultState title="That moment could not be looked at" error={error} />;
  return (
    <div className="flex flex-col gap-4">
      {fleet.data === undefined ? (
        <SkeletonRows rows={4} />
      ) : (
        <>
          <MomentLine
            moment={fleet.data}
            otherHref={pastHref('/past', { ...params, later: !params.later })}
          />
          <p className="text-sm text-muted">{known(fleet.data)}</p>
          <FleetCards fleet={fleet.data} params={params} />
          <VerdictTable findings={fleet.data.findings} />
        </>
      )}
      <h2 className="text-base font-semibold">Machines</h2>
      <DataTable
        label="Machines as they were"
        columns={machineColumns(params, fleet.data === undefined || isKept(fleet.data))}
        rows={list.data?.rows ?? null}
        rowKey={(row) => row.id}
        refreshing={list.isPlaceholderData}
        skeletonRows={8}
      />
      <TrailPager cursor={params.cursor} next={list.data?.nextCursor} summary={null} goTo={props.onCursor} />
    </div>
  );
}
