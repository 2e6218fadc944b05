import { type Column, Distribution, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { CountLine } from '@/presentation/machine-count';
import { PROGRAM_VERDICT_ORDER, PROGRAM_VERDICTS, type ProgramVerdict } from '@/presentation/program-verdict';
import type { ProgramRow } from '@/trpc/shapes';
import { ProgramCount } from './count-link';
import { RemoveButton } from './remove-button';
import { programHref } from './search-params';

/** On which machines it is looked at. */
export function whereWords({ system, scope, label }: ProgramRow): string {
  const machines = system === 'linux' ? 'Linux machines' : 'Windows machines';
  return [machines, scope === null ? null : `of ${scope.name}`, label === null ? null : `labelled ${label}`]
    .filter(Boolean)
    .join(' ');
}

function ProgramCell({ row }: { row: ProgramRow }) {
  return (
    <div className="min-w-0 max-w-prose">
      <p className="font-medium">
        <Link
          href={programHref(`/programs/${row.id}`, {})}
          data-row-link
          className="underline-offset-2 wrap-anywhere hover:text-accent hover:underline"
        >
          {row.name}
        </Link>
      </p>
      <p className="text-muted wrap-anywhere">
        <code>{row.path}</code>
      </p>
      <p className="text-xs text-muted">
        {whereWords(row)}. Named by {row.addedBy} <Time at={row.addedAt} />
        {row.note === null ? '' : `. ${row.note}`}
      </p>
      <CountLine
        counts={PROGRAM_VERDICT_ORDER.filter((verdict) => row.counts[verdict] > 0).map((verdict) => ({
          key: verdict,
          look: PROGRAM_VERDICTS[verdict],
          count: <ProgramCount row={row} verdict={verdict} marked />,
        }))}
      />
      <div className="mt-1.5">
        <Distribution
          shares={PROGRAM_VERDICT_ORDER.map((verdict) => ({
            key: verdict,
            tone: PROGRAM_VERDICTS[verdict].tone,
            value: verdict === 'missing' ? 0 : row.counts[verdict],
          }))}
        />
      </div>
    </div>
  );
}

const counts = (verdict: ProgramVerdict): Column<ProgramRow> => ({
  key: verdict,
  title: PROGRAM_VERDICTS[verdict].word,
  sort: null,
  className: 'hidden md:table-cell text-right [td&]:align-baseline whitespace-nowrap',
  cell: (row) => <ProgramCount row={row} verdict={verdict} marked />,
});

export const programColumns: readonly Column<ProgramRow>[] = [
  {
    key: 'program',
    title: 'Program',
    sort: null,
    className: '[td&]:align-baseline',
    cell: (row) => <ProgramCell row={row} />,
  },
  ...PROGRAM_VERDICT_ORDER.map(counts),
  {
    key: 'actions',
    title: <span className="sr-only">Actions</span>,
    sort: null,
    className: 'w-10 text-right [td&]:align-baseline',
    cell: (row) => <RemoveButton row={row} isIcon />,
  },
];
