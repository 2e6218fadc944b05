import { type Column, DataTable, DayBars } from '@teredo-fleet/ui';
import { everyDay } from '@/overview/every-day';
import { VERDICTS } from '@/presentation/verdict';
import type { FindingHistory } from '@/trpc/shapes';
import { CountLink, type ShownVerdict } from '../count-link';

type Day = FindingHistory['days'][number];

/** From the ground up: what is well lies below what is not. Machines that a rule is not for are no part of it. */
const STACKED: readonly ShownVerdict[] = ['pass', 'waived', 'not-reviewed', 'unknown', 'finding'];
const COLUMNS = Object.keys(VERDICTS) as ShownVerdict[];

const barOf = ({ day, counts }: Day) => ({
  day,
  parts: STACKED.map((verdict) => ({ key: verdict, tone: VERDICTS[verdict].tone, value: counts[verdict] })),
});

function dayColumns({ rule, at }: FindingHistory): readonly Column<Day>[] {
  const isToday = ({ countedAt }: Day) => countedAt === at;
  return [
    {
      key: 'day',
      title: 'Day (UTC)',
      sort: null,
      cell: (row) => (
        <span className="tnum whitespace-nowrap">
          {row.day}
          <span className="ml-1.5 hidden text-xs text-muted sm:inline">
            {isToday(row) ? 'now' : `at ${row.countedAt.slice(11, 16)}`}
          </span>
        </span>
      ),
    },
    ...COLUMNS.map(
      (verdict): Column<Day> => ({
        key: verdict,
        title: VERDICTS[verdict].word,
        sort: null,
        className:
          verdict === 'finding' || verdict === 'waived' || verdict === 'pass'
            ? 'text-right whitespace-nowrap'
            : 'hidden md:table-cell text-right whitespace-nowrap',
        cell: (row) => (
          <CountLink
            rule={rule}
            verdict={verdict}
            machines={row.counts[verdict]}
            then={isToday(row) ? null : row.countedAt}
            when={isToday(row) ? '' : ` on ${row.day}`}
          />
        ),
      }),
    ),
  ];
}

/** What a rule said day by day, as bars and as a table. */
export function Days({ history, span }: { history: FindingHistory; span: number }) {
  const days = everyDay(history.days, history.at, span);
  const missing = days.filter((day) => day === null).length;
  return (
    <div className="flex flex-col gap-3">
      <figure>
        <DayBars days={days.map((day) => (day === null ? null : barOf(day)))} />
        <figcaption className="mt-1 flex justify-between text-xs text-muted" aria-hidden>
          <span>{days[0]?.day ?? `${span} days ago`}</span>
          <span>today</span>
        </figcaption>
      </figure>
      <p className="text-xs text-muted">
        The last numbers of each day. A number leads to the machines that it is of; one that reported late, or
        that is looked after no longer, may differ.
        {missing === 0
          ? ''
          : ` Nothing was counted on ${missing === 1 ? 'one day' : `${missing} days`} of these.`}
      </p>
      <section className="max-h-128 overflow-y-auto print:max-h-none" aria-label="Numbers by day">
        <DataTable
          label="What the rule said, by day"
          columns={dayColumns(history)}
          rows={[...history.days].reverse()}
          rowKey={(row) => row.day}
        />
      </section>
    </div>
  );
}
