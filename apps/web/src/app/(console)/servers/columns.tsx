import { Badge, type Column, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { ServerHealthStatus } from '@/presentation/server-health';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import type { TeredoServerRow } from '@/trpc/shapes';
import { machinesHref } from '../machines/search-params';
import { ServerMenu } from './actions';

const ORIGINS: Record<TeredoServerRow['origin'], string> = {
  known: 'Known',
  added: 'Added by you',
  seen: 'Seen on machines, not listed',
};

interface Opening {
  onOpen(name: string): void;
  onAdd(name: string): void;
}

function usesWords(inUse: number, total: number): string {
  if (inUse === 0) return 'Teredo off';
  return inUse === total ? 'Teredo on' : `${inUse.toLocaleString('en-GB')} with Teredo on`;
}

/** Machines that have it, as the list that shows them. */
export function MachinesLink({ row }: { row: TeredoServerRow }) {
  const { total, inUse } = row.machines;
  if (total === 0) return <span className="text-faint">none</span>;
  return (
    <span className="whitespace-nowrap">
      <Link
        href={machinesHref('/machines', { server: row.writtenAs, status: ['active'] })}
        className="tnum underline underline-offset-2 hover:text-accent"
      >
        {total.toLocaleString('en-GB')} {total === 1 ? 'machine' : 'machines'}
      </Link>
      <span className="block text-xs text-muted">{usesWords(inUse, total)}</span>
    </span>
  );
}

/** Who heard from it last. */
export function lastAnswerBy(row: TeredoServerRow): string | null {
  const { lastAnswerAt } = row.health;
  if (lastAnswerAt === null) return null;
  return row.own?.lastAnswerAt === lastAnswerAt ? 'this server' : 'an agent';
}

function LastAnswer({ row }: { row: TeredoServerRow }) {
  const by = lastAnswerBy(row);
  if (row.health.lastAnswerAt === null) return <span className="text-faint">none</span>;
  return (
    <span className="whitespace-nowrap">
      <Time at={row.health.lastAnswerAt} quiet />
      <span className="block text-xs text-muted">to {by}</span>
    </span>
  );
}

function ServerCell({ row, onOpen }: { row: TeredoServerRow; onOpen: Opening['onOpen'] }) {
  return (
    <div className="min-w-0">
      <div className="flex min-w-0 flex-wrap items-center gap-1.5">
        <button
          type="button"
          data-row-link
          onClick={() => onOpen(row.name)}
          className="target min-w-0 text-left font-medium wrap-anywhere hover:underline hover:underline-offset-2"
        >
          {row.name}
        </button>
        {row.measured ? <Badge>Measured</Badge> : null}
      </div>
      <span className="block text-xs text-muted">
        {ORIGINS[row.origin]}
        {row.note ? ` · ${row.note}` : row.about ? ` · ${row.about}` : ''}
      </span>
      <div className="mt-1 flex flex-col gap-1 text-xs md:hidden">
        <HealthCell row={row} />
        {row.machines.total > 0 ? <MachinesLink row={row} /> : null}
      </div>
    </div>
  );
}

function HealthCell({ row }: { row: TeredoServerRow }) {
  const { health } = row;
  return (
    <div className="min-w-0">
      <span className="flex flex-wrap items-center gap-1.5">
        <ServerHealthStatus verdict={health.verdict} className="font-medium" />
        {health.simulated ? <SimulatedBadge short /> : null}
      </span>
      {health.rule === 'H8' ? null : <span className="block text-xs text-muted">{health.text}</span>}
      {row.requestedAt ? (
        <span role="status" className="block text-xs text-muted">
          This server asks it now …
        </span>
      ) : null}
    </div>
  );
}

export function serverColumns({ onOpen, onAdd }: Opening): readonly Column<TeredoServerRow>[] {
  return [
    {
      key: 'name',
      title: 'Server',
      sort: null,
      className: 'md:w-2/5 align-baseline',
      cell: (row) => <ServerCell row={row} onOpen={onOpen} />,
    },
    {
      key: 'health',
      title: 'Health',
      sort: null,
      className: 'hidden md:table-cell align-baseline',
      cell: (row) => <HealthCell row={row} />,
    },
    {
      key: 'machines',
      title: 'Machines',
      sort: null,
      className: 'hidden md:table-cell align-baseline',
      cell: (row) => <MachinesLink row={row} />,
    },
    {
      key: 'last',
      title: 'Last answer',
      sort: null,
      className: 'hidden lg:table-cell align-baseline',
      cell: (row) => <LastAnswer row={row} />,
    },
    {
      key: 'actions',
      title: <span className="sr-only">Actions</span>,
      sort: null,
      className: 'w-10 text-right align-baseline',
      cell: (row) => <ServerMenu row={row} onAdd={onAdd} />,
    },
  ];
}
