'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  Card,
  type Column,
  cn,
  DataTable,
  DayBars,
  SelectField,
  Skeleton,
  toneGround,
} from '@teredo-fleet/ui';
import Link from 'next/link';
import { useState } from 'react';
import { everyDay, isToday } from '@/overview/every-day';
import { FACET_VIEWS, type Series, seriesHref, seriesOf } from '@/overview/fleet-series';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import type { FleetDay, FleetDays, FleetFacet } from '@/trpc/shapes';
import { FIRST_SPAN } from './overview-input';

const SPANS = [7, 30, 90] as const;
const EVERY_MS = 60_000;

function Cell({ series, day, days }: { series: Series; day: FleetDay; days: FleetDays }) {
  const value = series.valueOn(day);
  if (value === 0) return <span className="tnum text-faint">0</span>;
  const today = isToday(day.day, days);
  const href = seriesHref(series, day, today);
  const text = value.toLocaleString('en-GB');
  if (href === null) return <span className="tnum">{text}</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={`${series.label}${today ? '' : ` on ${day.day}`}: ${text} ${value === 1 ? 'machine' : 'machines'}`}
      className="target tnum underline underline-offset-2 hover:text-accent"
    >
      {text}
    </Link>
  );
}

function columnsOf(series: readonly Series[], days: FleetDays): readonly Column<FleetDay>[] {
  return [
    {
      key: 'day',
      title: 'Day (UTC)',
      sort: null,
      cell: ({ day, countedAt }) => (
        <span className="tnum whitespace-nowrap">
          {day}
          {isToday(day, days) ? (
            <span className="ml-1.5 text-xs text-muted">at {countedAt.slice(11, 16)}</span>
          ) : null}
        </span>
      ),
    },
    ...series.map(
      (one): Column<FleetDay> => ({
        key: one.key,
        title: (
          <span className="inline-flex items-center gap-1.5">
            <span
              aria-hidden
              className={cn(
                'size-2.5 shrink-0 rounded-xs forced-color-adjust-none [print-color-adjust:exact]',
                toneGround[one.tone],
                one.faint && 'opacity-50',
              )}
            />
            {one.label}
          </span>
        ),
        sort: null,
        className: 'text-right whitespace-nowrap',
        cell: (day) => <Cell series={one} day={day} days={days} />,
      }),
    ),
  ];
}

const barOf = (day: FleetDay, series: readonly Series[]) => {
  const parts = series.map(({ key, tone, faint, valueOn }) => ({
    key,
    tone,
    faint,
    value: valueOn(day),
  }));
  return parts.every(({ value }) => value === 0) ? null : { day: day.day, parts };
};

function Course({ days, facet, span }: { days: FleetDays; facet: FleetFacet; span: number }) {
  const series = seriesOf(days.days, facet);
  const bars = everyDay(days.days, days.at, span).map((day) => (day === null ? null : barOf(day, series)));
  const missing = bars.filter((bar) => bar === null).length;
  if (days.days.length === 0)
    return (
      <p className="py-6 text-sm text-muted">
        Nothing was counted yet. The first numbers are there within minutes.
      </p>
    );
  return (
    <div className="flex flex-col gap-3">
      <figure>
        <DayBars days={bars} />
        <figcaption className="mt-1 flex justify-between text-xs text-muted" aria-hidden>
          <span>{span} days ago</span>
          <span>today</span>
        </figcaption>
      </figure>
      <section
        className="max-h-72 overflow-auto print:max-h-none print:overflow-visible"
        aria-label="Numbers by day"
      >
        <DataTable
          label="Machines by day"
          columns={columnsOf(series, days)}
          rows={[...days.days].reverse()}
          rowKey={({ day }) => day}
        />
      </section>
      <p className="text-xs text-muted">
        Machines in use, at the end of each day. A number of an earlier day leads to the machines that it is
        of, as they were then. When machines report of such days later, the days are counted anew, one a
        minute; one that is deleted is gone from them within a minute.
        {missing === 0
          ? ''
          : ` A gap in the bars: nothing is known of ${missing === 1 ? 'that day' : `these ${missing} days`}.`}
      </p>
    </div>
  );
}

/** What Teredo was on the fleet day by day, as bars and as a table. */
export function OverTime() {
  const trpc = useTRPC();
  const [facet, setFacet] = useState<FleetFacet>('turned');
  const [span, setSpan] = useState<number>(FIRST_SPAN.days);
  const list = useQuery({
    ...trpc.overview.days.queryOptions({ days: span }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
  const view = FACET_VIEWS.find(({ key }) => key === facet);
  return (
    <Card title="Over time" aside={view?.note}>
      <div className="mb-3 flex flex-wrap gap-3 print:hidden">
        <SelectField<FleetFacet>
          label="By"
          className="grow basis-48 sm:max-w-72"
          value={facet}
          choices={FACET_VIEWS.map(({ key, title }) => [key, title] as const)}
          onChange={setFacet}
        />
        <SelectField
          label="Of the last"
          value={String(span)}
          choices={SPANS.map((days) => [String(days), `${days} days`])}
          onChange={(days) => setSpan(Number(days))}
        />
      </div>
      {list.error && !list.data ? (
        <FaultState title="The numbers could not be read" error={list.error} onRetry={() => list.refetch()} />
      ) : list.data === undefined ? (
        <Skeleton className="h-64 w-full" />
      ) : (
        <Course days={list.data} facet={facet} span={span} />
      )}
    </Card>
  );
}
