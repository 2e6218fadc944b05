'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AbsoluteTime, Card, DataTable, SkeletonRows } from '@teredo-fleet/ui';
import { configuredLook, effectiveLook, reachableLook } from '@/presentation/facts';
import { FaultState } from '@/presentation/fault-state';
import { STATUSES } from '@/presentation/severity';
import { TrailPager } from '@/presentation/trail-pager';
import { useTRPC } from '@/trpc/client';
import type { MachineStatus, PastComparison } from '@/trpc/shapes';
import { changeColumns } from './machine-columns';
import { MomentLine } from './moment-line';
import { filterOf, type momentOf, type PastParams, pastHref } from './search-params';

type Moment = NonNullable<ReturnType<typeof momentOf>>;
type Fact = PastComparison['changes'][number]['fact'];

const FACTS: Record<Fact, { title: string; word(value: string): string }> = {
  status: { title: 'Enrolment', word: (value) => STATUSES[value as MachineStatus].word },
  configured: { title: 'Configured', word: (value) => configuredLook(value).word },
  effective: { title: 'Effective', word: (value) => effectiveLook(value).word },
  reachable: { title: 'Reachable', word: (value) => reachableLook(value as 'yes').word },
};

function Changes({ fact, changes }: { fact: Fact; changes: PastComparison['changes'] }) {
  const { title, word } = FACTS[fact];
  const own = changes.filter((one) => one.fact === fact);
  const nothing = fact === 'status' ? 'not enrolled' : 'nothing reported';
  const said = (value: string | null) => (value === null ? nothing : word(value));
  return (
    <Card title={title}>
      {own.length === 0 ? <p className="text-sm text-muted">As it was.</p> : null}
      <ul className="flex flex-col gap-1 text-sm">
        {own.map(({ from, to, machines }) => (
          <li key={`${from} ${to}`} className="flex justify-between gap-3">
            <span>
              {said(from)} → {said(to)}
            </span>
            <span className="tnum">{machines.toLocaleString('en-GB')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What is otherwise now. */
export function SinceView(props: {
  params: PastParams;
  moment: Moment;
  onCursor(cursor: string | null): void;
}) {
  const { params, moment } = props;
  const trpc = useTRPC();
  const found = useQuery({
    ...trpc.past.compare.queryOptions({ ...moment, filter: filterOf(params), cursor: params.cursor }),
    placeholderData: keepPreviousData,
  });
  if (found.error) return <FaultState title="The two moments could not be compared" error={found.error} />;
  if (found.data === undefined) return <SkeletonRows rows={6} />;
  const { same, different, changes, rows, nextCursor, until } = found.data;
  return (
    <div className="flex flex-col gap-4">
      <MomentLine moment={found.data} otherHref={pastHref('/past', { ...params, later: !params.later })} />
      <p className="text-sm text-muted">
        Up to <AbsoluteTime at={until} />: {different.toLocaleString('en-GB')} otherwise,{' '}
        {same.toLocaleString('en-GB')} as they were.
      </p>
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {(Object.keys(FACTS) as Fact[]).map((fact) => (
          <Changes key={fact} fact={fact} changes={changes} />
        ))}
      </div>
      <DataTable
        label="Machines that are otherwise"
        columns={changeColumns(params)}
        rows={rows}
        rowKey={(row) => row.id}
        refreshing={found.isPlaceholderData}
      />
      <TrailPager cursor={params.cursor} next={nextCursor} summary={null} goTo={props.onCursor} />
    </div>
  );
}
