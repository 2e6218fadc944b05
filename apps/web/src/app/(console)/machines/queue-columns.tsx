import { type Column, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { PLATFORMS } from '@/presentation/severity';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import type { MachineRow } from '@/trpc/shapes';
import { WaitingRemarks } from './waiting-remarks';

const systemOf = ({ osName, platform }: MachineRow): string => osName ?? PLATFORMS[platform] ?? platform;

function Token({ row }: { row: MachineRow }) {
  const label = row.waiting?.tokenLabel;
  return label ? (
    <span className="wrap-anywhere">{label}</span>
  ) : (
    <span className="text-faint">not known</span>
  );
}

function Enrolled({ row }: { row: MachineRow }) {
  const from = row.waiting?.from;
  return (
    <>
      <Time at={row.enrolledAt} quiet />
      {from ? <span className="text-xs text-muted wrap-anywhere"> from {from}</span> : null}
    </>
  );
}

function Remarks({ row }: { row: MachineRow }) {
  const remarks = row.waiting?.remarks ?? [];
  if (remarks.length === 0) return <span className="text-xs text-faint">none</span>;
  return <WaitingRemarks id={row.id} remarks={remarks} />;
}

/** In a narrow window, all that the columns would tell stands beneath the name. */
function NarrowFacts({ row }: { row: MachineRow }) {
  return (
    <div className="mt-0.5 flex flex-col gap-0.5 text-xs text-muted xl:hidden">
      <p>{systemOf(row)}</p>
      <p>
        Enrolled <Enrolled row={row} />
      </p>
      <p>
        Token: <Token row={row} />
      </p>
      {row.waiting?.remarks.length ? (
        <div className="text-ink">
          <WaitingRemarks id={row.id} remarks={row.waiting.remarks} />
        </div>
      ) : null}
    </div>
  );
}

/** What an admin decides by who may join. That each of them waits is said once, above. */
export const QUEUE_COLUMNS: readonly Column<MachineRow>[] = [
  {
    key: 'hostname',
    title: 'Machine',
    sort: 'hostname',
    className: 'w-full max-w-0 xl:w-auto xl:max-w-52 xl:min-w-40',
    cell: (row) => (
      <div className="min-w-0">
        <div className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-0.5">
          <Link
            href={`/machines/${row.id}`}
            data-row-link
            className="max-w-full truncate font-medium hover:underline hover:underline-offset-2"
          >
            {row.hostname}
          </Link>
          {row.simulated ? <SimulatedBadge short /> : null}
        </div>
        <NarrowFacts row={row} />
      </div>
    ),
  },
  {
    key: 'os',
    title: 'System',
    sort: 'osName',
    className: 'hidden xl:table-cell max-w-52 truncate',
    cell: (row) => <span title={systemOf(row)}>{systemOf(row)}</span>,
  },
  {
    key: 'enrolled',
    title: 'Enrolled',
    sort: 'enrolledAt',
    sortFirst: 'desc',
    className: 'hidden xl:table-cell min-w-32 max-w-44',
    cell: (row) => <Enrolled row={row} />,
  },
  {
    key: 'token',
    title: 'Token',
    sort: null,
    className: 'hidden xl:table-cell min-w-28 max-w-44',
    cell: (row) => <Token row={row} />,
  },
  {
    key: 'remarks',
    title: 'Remarks',
    sort: null,
    className: 'hidden xl:table-cell w-full min-w-48',
    cell: (row) => <Remarks row={row} />,
  },
];
