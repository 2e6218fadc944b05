'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AbsoluteTime, Card, DataTable, SkeletonRows } from '@teredo-fleet/ui';
import { configuredLook, effectiveLook, reachableLook } from '@/presentation/facts';
import { FaultState } from '@/presentation/fault-state';
import { STATUSES } from '@/presentation/severity';
import { TrailPager } from '@/presentation/trail-pager';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { MachineStatus, PastComparison } from '@/trpc/shapes';
import { keptOf } from './compared';
import { changeColumns } from './machine-columns';
import { MomentLine } from './moment-line';
import { filterOf, isUntilNow, type momentOf, type PastParams, pastHref, secondOf } from './search-params';
import { SecondMoment } from './second-moment';

type Moment = NonNullable<ReturnType<typeof momentOf>>;
type Fact = PastComparison['changes'][number]['fact'];

const FACTS: Record<Fact, { title: string; word(value: string): string }> = {
  status: { title: 'Enrolment', word: (value) => STATUSES[value as MachineStatus].word },
  configured: { title: 'Configured', word: (value) => configuredLook(value).word },
  effective: { title: 'Effective', word: (value) => effectiveLook(value).word },
  reachable: { title: 'Reachable', word: (value) => reachableLook(value as 'yes').word },
};

function Changes({ fact, found }: { fact: Fact; found: PastComparison }) {
  const { title, word } = FACTS[fact];
  const own = found.changes.filter((one) => one.fact === fact);
  const nothing = fact === 'status' ? 'not enrolled' : 'nothing reported';
  const kept = keptOf(found);
  const none = (all: boolean) => (all ? nothing : 'not kept');
  return (
    <Card title={title}>
      {own.length === 0 ? <p className="text-sm text-muted">As it was.</p> : null}
      <ul className="flex flex-col gap-1 text-sm">
        {own.map(({ from, to, machines }) => (
          <li key={`${from} ${to}`} className="flex justify-between gap-3">
            <span>
              {from === null ? none(kept.before) : word(from)} → {to === null ? none(kept.after) : word(to)}
            </span>
            <span className="tnum">{machines.toLocaleString('en-GB')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface Asked {
  params: PastParams;
  onCursor(cursor: string | null): void;
}

function Compared({
  found,
  refreshing,
  params,
  onCursor,
}: Asked & { found: PastComparison; refreshing: boolean }) {
  const { same, different, rows, nextCursor, until, untilOtherwise } = found;
  return (
    <>
      <MomentLine moment={found} otherHref={pastHref('/past', { ...params, later: !params.later })} />
      <MomentLine
        moment={{ at: until, otherwise: untilOtherwise, keptSince: null }}
        otherHref={pastHref('/past', { ...params, untilLater: !params.untilLater })}
      />
      <p className="text-sm text-muted">
        Up to <AbsoluteTime at={until} />: {different.toLocaleString('en-GB')} otherwise,{' '}
        {same.toLocaleString('en-GB')} as they were.
      </p>
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {(Object.keys(FACTS) as Fact[]).map((fact) => (
          <Changes key={fact} fact={fact} found={found} />
        ))}
      </div>
      <DataTable
        label="Machines that are otherwise"
        columns={changeColumns({ moment: params, untilNow: isUntilNow(params), kept: keptOf(found) })}
        rows={rows}
        rowKey={(row) => row.id}
        refreshing={refreshing}
      />
      <TrailPager cursor={params.cursor} next={nextCursor} summary={null} goTo={onCursor} />
    </>
  );
}

/** What was otherwise at a later moment, or is now. */
export function SinceView(props: Asked & { moment: Moment; onCompare(second: Partial<PastParams>): void }) {
  const { params, moment, onCompare, onCursor } = props;
  const trpc = useTRPC();
  const found = useQuery({
    ...trpc.past.compare.queryOptions({
      ...moment,
      ...secondOf(params),
      filter: filterOf(params),
      cursor: params.cursor,
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-4">
      <SecondMoment
        key={`${params.until} ${params.zone}`}
        moment={params}
        errors={readFault(found.error).fields}
        onCompare={onCompare}
      />
      {found.error ? (
        <FaultState title="The two moments could not be compared" error={found.error} />
      ) : found.data === undefined ? (
        <SkeletonRows rows={6} />
      ) : (
        <Compared
          found={found.data}
          refreshing={found.isPlaceholderData}
          params={params}
          onCursor={onCursor}
        />
      )}
    </div>
  );
}
