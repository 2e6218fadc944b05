import { type Column, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { desiredWords } from '@/change/desired';
import { LookStatus } from '@/presentation/look-status';
import { CountLine } from '@/presentation/machine-count';
import { POLICY_STATES, POLICY_VERDICTS } from '@/presentation/policy-found';
import { rolloutLook } from '@/presentation/rollout-states';
import type { PolicyRow } from '@/trpc/shapes';
import { FoundLink } from './found-link';

function Repair({ row: { repair } }: { row: PolicyRow }) {
  if (repair === null) return <span className="text-faint">none</span>;
  return (
    <Link href={`/rollouts/${repair.id}`} className="inline-flex underline-offset-2 hover:underline">
      <LookStatus look={rolloutLook(repair.state)} />
    </Link>
  );
}

/** Where it does not act because nobody decided; nothing where there is nothing of that. */
function Undecided({ row: { counts } }: { row: PolicyRow }) {
  if (counts.undecided === 0) return null;
  return (
    <span className="block text-xs text-warn">In conflict on {counts.undecided.toLocaleString('en-GB')}</span>
  );
}

const VERDICTS = Object.keys(POLICY_VERDICTS) as (keyof typeof POLICY_VERDICTS)[];

const number = (verdict: keyof typeof POLICY_VERDICTS): Column<PolicyRow> => ({
  key: verdict,
  title: POLICY_VERDICTS[verdict].word,
  sort: null,
  className: 'hidden md:table-cell text-right whitespace-nowrap',
  cell: (row) => <FoundLink policy={row} verdict={verdict} marked />,
});

export const POLICY_COLUMNS: readonly Column<PolicyRow>[] = [
  {
    key: 'name',
    title: 'Policy',
    sort: null,
    className: 'max-w-72',
    cell: (row) => (
      <div className="min-w-0">
        <Link
          href={`/policies/${row.id}`}
          data-row-link
          className="block font-medium wrap-anywhere hover:underline"
        >
          {row.name}
        </Link>
        <span className="block text-xs text-muted wrap-anywhere">
          {desiredWords(row.desired)} for {row.label}
        </span>
        <Undecided row={row} />
        <span className="mt-1 block md:hidden">
          <LookStatus look={POLICY_STATES[row.state]} />
        </span>
        <CountLine
          counts={VERDICTS.filter((verdict) => row.counts[verdict] > 0).map((verdict) => ({
            key: verdict,
            look: POLICY_VERDICTS[verdict],
            count: <FoundLink policy={row} verdict={verdict} marked />,
          }))}
        />
      </div>
    ),
  },
  {
    key: 'state',
    title: 'State',
    sort: null,
    className: 'hidden md:table-cell whitespace-nowrap',
    cell: (row) => <LookStatus look={POLICY_STATES[row.state]} />,
  },
  ...VERDICTS.map(number),
  {
    key: 'repair',
    title: 'Repair',
    sort: null,
    className: 'hidden lg:table-cell whitespace-nowrap',
    cell: (row) => <Repair row={row} />,
  },
  {
    key: 'changed',
    title: 'Edited',
    sort: null,
    className: 'hidden xl:table-cell text-muted whitespace-nowrap',
    cell: (row) => <Time at={row.changedAt} quiet />,
  },
];
