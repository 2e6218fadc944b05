'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AbsoluteTime, DataTable, SkeletonRows } from '@teredo-fleet/ui';
import { FaultState } from '@/presentation/fault-state';
import { TrailPager } from '@/presentation/trail-pager';
import { useTRPC } from '@/trpc/client';
import { enrolledThen } from './enrolled-then';
import { FleetCards } from './fleet-cards';
import { isKept } from './is-kept';
import { machineColumns } from './machine-columns';
import { MomentLine } from './moment-line';
import { filterOf, isNarrowed, type momentOf, type PastParams, pastHref } from './search-params';
import { VerdictTable } from './verdict-table';

type Moment = NonNullable<ReturnType<typeof momentOf>>;

/** The fleet as it was. */
export function ThenView(props: {
  params: PastParams;
  moment: Moment;
  onCursor(cursor: string | null): void;
}) {
  const { params, moment } = props;
  const trpc = useTRPC();
  const filter = filterOf(params);
  const input = { ...moment, filter };
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
          <p className="text-sm text-muted">
            As of <AbsoluteTime at={fleet.data.at} />. {enrolledThen(fleet.data, isNarrowed(filter))}
          </p>
          <FleetCards fleet={fleet.data} params={params} />
          <VerdictTable findings={fleet.data.findings} params={params} />
        </>
      )}
      {list.data?.rows.length === 0 && params.cursor === null ? null : (
        <>
          <h2 className="text-base font-semibold">Machines</h2>
          <DataTable
            label="Machines as they were"
            columns={machineColumns(params, fleet.data === undefined || isKept(fleet.data))}
            rows={list.data?.rows ?? null}
            rowKey={(row) => row.id}
            refreshing={list.isPlaceholderData}
            skeletonRows={8}
          />
        </>
      )}
      <TrailPager cursor={params.cursor} next={list.data?.nextCursor} summary={null} goTo={props.onCursor} />
    </div>
  );
}
