import { BareCheckbox, type Column, Time } from '@teredo-fleet/ui';
import { Ban, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { roleRemark, roleWord } from '@/presentation/facts';
import { jobLook } from '@/presentation/job-states';
import type { Look } from '@/presentation/look';
import { LookStatus } from '@/presentation/look-status';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import type { MemberRow, RunningView } from './shapes';

const OTHERS: Record<string, Look> = {
  'waiting-wave': { word: 'Waits for its wave', icon: CircleDashed, tone: 'idle' },
  excluded: { word: 'Left out', icon: Ban, tone: 'idle' },
};

export const memberLook = (state: string): Look => OTHERS[state] ?? jobLook(state);

/** One that relays is told apart where its state would be taken for a client's. */
function Relay({ row: { machine } }: { row: MemberRow }) {
  const remark = roleRemark(machine.role);
  if (remark === null || machine.role === null) return null;
  return (
    <p className="text-xs text-muted">
      {roleWord(machine.role)}, {remark}
    </p>
  );
}

function Why({ row }: { row: MemberRow }) {
  return (
    <div className="text-sm sm:min-w-48">
      <p className="wrap-anywhere">{row.why}</p>
      {row.next === null ? null : (
        <p className="text-xs text-muted">
          Next: {row.next}
          {row.nextAt === null ? null : (
            <>
              {' '}
              (<Time at={row.nextAt} quiet />)
            </>
          )}
        </p>
      )}
    </div>
  );
}

function waveWords(row: MemberRow, waves: RunningView['waves']): string {
  const name = row.wave === null ? null : (waves[row.wave]?.name ?? `Wave ${row.wave + 1}`);
  if (!row.late) return name ?? 'no wave';
  return name === null ? 'late pool' : `${name}, late pool`;
}

/** A row for each machine: where it stands, why it is not done, what happens next by itself. */
export function memberColumns(waves: RunningView['waves']): readonly Column<MemberRow>[] {
  return [
    {
      key: 'machine',
      title: 'Machine',
      sort: null,
      cell: (row) => (
        <div className="min-w-0">
          <span className="inline-flex items-center gap-1.5">
            <Link
              href={`/machines/${row.machine.id}`}
              data-row-link
              className="truncate font-medium hover:underline"
            >
              {row.machine.hostname}
            </Link>
            {row.machine.simulated ? <SimulatedBadge short /> : null}
          </span>
          <Relay row={row} />
          <div className="flex flex-col gap-0.5 sm:hidden">
            <LookStatus look={memberLook(row.state)} className="text-xs text-muted" />
            <Why row={row} />
          </div>
        </div>
      ),
    },
    {
      key: 'state',
      title: 'State',
      sort: null,
      className: 'hidden sm:table-cell whitespace-nowrap',
      cell: (row) => (
        <>
          <LookStatus look={memberLook(row.state)} />
          {row.acknowledged ? <span className="block text-xs text-muted">acknowledged</span> : null}
        </>
      ),
    },
    {
      key: 'why',
      title: 'Why is it not done?',
      sort: null,
      className: 'hidden sm:table-cell',
      cell: (row) => <Why row={row} />,
    },
    {
      key: 'wave',
      title: 'Wave',
      sort: null,
      className: 'hidden lg:table-cell text-muted',
      cell: (row) => <span title={row.reason}>{waveWords(row, waves)}</span>,
    },
    {
      key: 'attempt',
      title: 'Attempt',
      sort: null,
      className: 'hidden xl:table-cell tnum text-muted',
      cell: (row) => row.attempt ?? '',
    },
  ];
}

/** A box per machine, to act on some together. */
export function pickColumn(picked: ReadonlySet<string>, toggle: (id: string) => void): Column<MemberRow> {
  return {
    key: 'pick',
    title: <span className="sr-only">Select</span>,
    sort: null,
    className: 'w-10 pr-0',
    cell: ({ machine }) => (
      <BareCheckbox
        label={`Select ${machine.hostname}`}
        checked={picked.has(machine.id)}
        onChange={() => toggle(machine.id)}
      />
    ),
  };
}
