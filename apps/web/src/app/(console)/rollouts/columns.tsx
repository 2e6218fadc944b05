import { type Column, SegmentBar, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { jobLook } from '@/presentation/job-states';
import { LookStatus } from '@/presentation/look-status';
import { rolloutKind, rolloutLook } from '@/presentation/rollout-states';
import { groupSegments } from '@/rollout/segments';
import type { RolloutRow } from '@/trpc/shapes';

/** Machines of a rollout with waves: a bar, and the same in words for who doesn't see it. */
function Progress({ row, counts }: { row: RolloutRow; counts: NonNullable<RolloutRow['counts']> }) {
  const segments = groupSegments(counts);
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  const { waves, openWaves } = row.planned ?? { waves: 0, openWaves: 0 };
  const words = segments
    .filter(({ value }) => value > 0)
    .map(({ word, value }) => `${value} ${word.toLowerCase()}`);
  return (
    <span className="block min-w-28">
      <SegmentBar segments={segments} thin />
      <span className="tnum mt-0.5 block text-xs text-muted">
        {counts.good} of {total} verified
        {waves > 0 ? `, wave ${openWaves} of ${waves}` : ''}
        <span className="sr-only">: {words.join(', ')}</span>
      </span>
    </span>
  );
}

function Outcome({ row }: { row: RolloutRow }) {
  if (row.counts !== null) return <Progress row={row} counts={row.counts} />;
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      {Object.entries(row.jobStates).map(([state, count]) => (
        <span key={state} className="inline-flex items-center gap-1">
          <LookStatus look={jobLook(state)} />
          {count > 1 ? <span className="tnum text-xs text-muted">{count}</span> : null}
        </span>
      ))}
    </span>
  );
}

export const ROLLOUT_COLUMNS: readonly Column<RolloutRow>[] = [
  {
    key: 'name',
    title: 'Rollout',
    sort: null,
    className: 'max-w-80',
    cell: (row) => (
      <div className="min-w-0">
        <Link
          href={`/rollouts/${row.id}`}
          data-row-link
          className="block truncate font-medium hover:underline"
        >
          {row.name}
        </Link>
        <div className="text-xs text-muted md:hidden">
          <span className="mb-0.5 block sm:hidden">
            <LookStatus look={rolloutLook(row.state)} />
          </span>
          <Outcome row={row} />
        </div>
      </div>
    ),
  },
  {
    key: 'state',
    title: 'State',
    sort: null,
    className: 'hidden sm:table-cell whitespace-nowrap',
    cell: (row) => <LookStatus look={rolloutLook(row.state)} />,
  },
  {
    key: 'machines',
    title: 'Machines',
    sort: null,
    className: 'hidden md:table-cell',
    cell: (row) => <Outcome row={row} />,
  },
  {
    key: 'kind',
    title: 'Kind',
    sort: null,
    className: 'hidden lg:table-cell text-muted',
    cell: (row) => rolloutKind(row.kind),
  },
  {
    key: 'author',
    title: 'Author',
    sort: null,
    className: 'hidden sm:table-cell text-muted',
    cell: (row) => row.author,
  },
  {
    key: 'created',
    title: 'Created',
    sort: null,
    className: 'hidden sm:table-cell text-muted whitespace-nowrap',
    cell: (row) => <Time at={row.createdAt} quiet />,
  },
];
