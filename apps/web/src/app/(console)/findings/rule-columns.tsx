import { type Column, Disclosure, Distribution, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { JudgingNote } from '@/own-rule/judging-note';
import { CountLine } from '@/presentation/machine-count';
import { VERDICTS } from '@/presentation/verdict';
import type { FindingRuleRow, MachineFilter } from '@/trpc/shapes';
import { WaiveButton } from '@/waiver/waive-button';
import { ruleHref } from './[rule]/search-params';
import { CountLink } from './count-link';
import { waiversHref } from './waivers/search-params';

/** Machines that are looked after: what waits, is gone or is a copy is judged by nobody. */
export const ACTIVE: MachineFilter = { status: ['active'] };

type Verdict = keyof FindingRuleRow['counts'];
const VERDICT_ORDER = Object.keys(VERDICTS) as Verdict[];

const SEVERITY_WORDS: Record<FindingRuleRow['severity'], string> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

const Count = ({ row, verdict }: { row: FindingRuleRow; verdict: Verdict }) => (
  <CountLink rule={row} verdict={verdict} machines={row.counts[verdict]} marked />
);

function Since({ row }: { row: FindingRuleRow }) {
  const { oldestFindingSince: oldest, newestFindingSince: newest } = row;
  if (oldest === null || newest === null) return null;
  return (
    <p className="text-xs text-muted">
      Finding since <Time at={oldest} />
      {newest === oldest ? null : (
        <>
          , the newest since <Time at={newest} />
        </>
      )}
    </p>
  );
}

function RuleCell({ row }: { row: FindingRuleRow }) {
  return (
    <div className="min-w-0 max-w-prose">
      <p className="font-medium">
        <Link
          href={ruleHref(`/findings/${row.id}`, {})}
          data-row-link
          className="underline-offset-2 hover:text-accent hover:underline"
        >
          {row.title}
        </Link>
        {row.own === null ? null : <span className="ml-2 text-xs font-normal text-muted">your own</span>}
      </p>
      <p className="text-muted">{row.demand}</p>
      <Since row={row} />
      <JudgingNote own={row.own} />
      <CountLine
        counts={VERDICT_ORDER.filter((verdict) => row.counts[verdict] > 0).map((verdict) => ({
          key: verdict,
          look: VERDICTS[verdict],
          count: <Count row={row} verdict={verdict} />,
        }))}
      />
      <div className="mt-1.5">
        <Distribution
          shares={VERDICT_ORDER.map((verdict) => ({
            key: verdict,
            tone: VERDICTS[verdict].tone,
            value: verdict === 'not-applicable' ? 0 : row.counts[verdict],
          }))}
        />
      </div>
      <Disclosure summary="What helps, and who asks for it" className="mt-1 text-xs [&_summary]:text-xs">
        <ul className="ml-5 list-disc space-y-0.5 text-muted">
          <li>{row.remedy}</li>
          <li>For {row.appliesTo}.</li>
          <li>
            {row.source.name}: {row.source.item} ({row.source.version})
          </li>
          <li>
            Rule <code>{row.id}</code>, version {row.version}.{' '}
            <Link
              href={waiversHref('/findings/waivers', { rule: row.id })}
              className="underline underline-offset-2 hover:text-accent"
            >
              Its waivers
            </Link>
          </li>
        </ul>
        <div className="mt-2 ml-5">
          <WaiveButton rule={row} machine={null} words="Waive for a label" />
        </div>
      </Disclosure>
    </div>
  );
}

const counts = (verdict: Verdict): Column<FindingRuleRow> => ({
  key: verdict,
  title: VERDICTS[verdict].word,
  sort: null,
  className: 'hidden md:table-cell text-right [td&]:align-baseline whitespace-nowrap',
  cell: (row) => <Count row={row} verdict={verdict} />,
});

export const ruleColumns: readonly Column<FindingRuleRow>[] = [
  {
    key: 'rule',
    title: 'Rule',
    sort: null,
    className: '[td&]:align-baseline',
    cell: (row) => <RuleCell row={row} />,
  },
  {
    key: 'severity',
    title: 'Severity',
    sort: null,
    className: 'hidden lg:table-cell [td&]:align-baseline',
    cell: (row) => SEVERITY_WORDS[row.severity],
  },
  ...VERDICT_ORDER.map(counts),
];
