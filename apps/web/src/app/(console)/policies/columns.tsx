import { type Column, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { desiredWords } from '@/change/desired';
import { LookStatus } from '@/presentation/look-status';
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

const number = (verdict: keyof typeof POLICY_VERDICTS, from: string): Column<PolicyRow> => ({
  key: verdict,
  title: POLICY_VERDICTS[verdict].word,
  sort: null,
  className: `text-right ${from}`,
  cell: (row) => <FoundLink policy={row} verdict={verdict} />,
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
      </div>
    ),
  },
  { key: 'state', title: 'State', sort: null, cell: (row) => <LookStatus look={POLICY_STATES[row.state]} /> },
  number('drifted', ''),
  number('blocked', 'hidden md:table-cell'),
  number('ineffective', 'hidden lg:table-cell'),
  number('unknown', 'hidden lg:table-cell'),
  number('compliant', 'hidden sm:table-cell'),
  {
    key: 'repair',
    title: 'Repair',
    sort: null,
    className: 'hidden sm:table-cell whitespace-nowrap',
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
