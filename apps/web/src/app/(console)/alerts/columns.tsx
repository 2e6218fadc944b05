import { AbsoluteTime, type Column, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { ALERT_LOOKS } from '@/alert/alert-kinds';
import { LookStatus } from '@/presentation/look-status';
import type { AlertView } from '@/trpc/shapes';
import { AcknowledgeButton } from './acknowledge-button';

function Standing({ acknowledged, clearSince, endedAt, returns }: AlertView) {
  const back = returns === 0 ? null : returns === 1 ? 'Came back once.' : `Came back ${returns} times.`;
  return (
    <div className="text-xs text-muted">
      {acknowledged === null ? null : (
        <p className="wrap-anywhere">
          {acknowledged.by} is at it since <Time at={acknowledged.at} />
          {acknowledged.reason === null ? '' : `: “${acknowledged.reason}”`}
        </p>
      )}
      {clearSince !== null && endedAt === null ? (
        <p>
          No longer so since <Time at={clearSince} />. It ends if that lasts.
        </p>
      ) : null}
      {back === null ? null : <p>{back}</p>}
    </div>
  );
}

function Begun({ openedAt, newsAt }: AlertView) {
  return (
    <>
      <AbsoluteTime at={openedAt} />
      <p className="text-xs text-muted">
        {newsAt === openedAt ? (
          <Time at={openedAt} />
        ) : (
          <>
            news <Time at={newsAt} />
          </>
        )}
      </p>
    </>
  );
}

const ENDED: Column<AlertView> = {
  key: 'ended',
  title: 'Ended',
  sort: null,
  className: 'hidden md:table-cell [td&]:align-baseline',
  cell: ({ endedAt }) => (endedAt === null ? null : <AbsoluteTime at={endedAt} />),
};

const ACKNOWLEDGE: Column<AlertView> = {
  key: 'acknowledge',
  title: <span className="sr-only">Acknowledge</span>,
  sort: null,
  className: 'hidden md:table-cell text-right [td&]:align-baseline',
  cell: (row) => <AcknowledgeButton alert={row} />,
};

export function alertColumns(which: 'open' | 'ended'): readonly Column<AlertView>[] {
  return [
    {
      key: 'what',
      title: 'Alert',
      sort: null,
      className: '[td&]:align-baseline',
      cell: (row) => (
        <div className="min-w-0 max-w-prose">
          <p className="font-medium wrap-anywhere">
            <Link
              href={row.path}
              data-row-link
              className="underline-offset-2 hover:text-accent hover:underline"
            >
              {row.title}
            </Link>
          </p>
          <p className="text-muted wrap-anywhere">{row.sentence}</p>
          <Standing {...row} />
          <div className="mt-1 text-xs md:hidden">
            {row.endedAt === null ? (
              <>
                <span className="text-muted">Since </span>
                <Begun {...row} />
              </>
            ) : (
              <>
                <span className="text-muted">Ended </span>
                <AbsoluteTime at={row.endedAt} />
              </>
            )}
          </div>
          <div className="mt-1 md:hidden">
            <AcknowledgeButton alert={row} />
          </div>
        </div>
      ),
    },
    {
      key: 'kind',
      title: 'Kind',
      sort: null,
      className: 'hidden sm:table-cell [td&]:align-baseline',
      cell: ({ kind }) => <LookStatus look={ALERT_LOOKS[kind]} />,
    },
    {
      key: 'begun',
      title: 'Began',
      sort: null,
      className: 'hidden md:table-cell [td&]:align-baseline',
      cell: Begun,
    },
    which === 'open' ? ACKNOWLEDGE : ENDED,
  ];
}
