import { AbsoluteTime, type Column, Status } from '@teredo-fleet/ui';
import Link from 'next/link';
import { configuredLook, effectiveLook, reachableLook } from '@/presentation/facts';
import type { Look } from '@/presentation/look';
import { LookBadge, LookStatus } from '@/presentation/look-status';
import { STATUSES } from '@/presentation/severity';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import type { MachineStatus, PastChange, PastMachineRow, PastState } from '@/trpc/shapes';
import { type PastParams, pastHref } from './search-params';
import { StateWords } from './state-words';
import { toldLook } from './told-words';

type Moment = Pick<PastParams, 'at' | 'zone' | 'later'>;

function Name({
  row,
  moment,
}: {
  row: { id: string; hostname: string; simulated: boolean; status?: MachineStatus };
  moment: Moment;
}) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-0.5">
      <Link
        href={pastHref(`/past/${row.id}`, moment)}
        data-row-link
        className="max-w-full truncate font-medium hover:underline hover:underline-offset-2"
      >
        {row.hostname}
      </Link>
      {row.simulated ? <SimulatedBadge short /> : null}
      {row.status === undefined || row.status === 'active' ? null : <LookBadge look={STATUSES[row.status]} />}
    </div>
  );
}

/** One fact of a machine, where there is room for a column of each. */
const fact = (key: string, title: string, look: (state: PastState) => Look): Column<PastMachineRow> => ({
  key,
  title,
  sort: null,
  className: 'hidden md:table-cell',
  cell: ({ state }) =>
    state === null ? <span className="text-faint">Nothing reported</span> : <LookStatus look={look(state)} />,
});

export const machineColumns = (moment: Moment): readonly Column<PastMachineRow>[] => [
  { key: 'name', title: 'Machine', sort: null, cell: (row) => <Name row={row} moment={moment} /> },
  {
    key: 'state',
    title: 'What it was',
    sort: null,
    className: 'md:hidden',
    cell: ({ state }) => <StateWords state={state} />,
  },
  fact('configured', 'Configured', ({ configured }) => configuredLook(configured)),
  fact('effective', 'Effective', ({ effective }) => effectiveLook(effective)),
  fact('reachable', 'Reachable', ({ reachable }) => reachableLook(reachable as 'yes')),
  {
    key: 'since',
    title: 'Since',
    sort: null,
    className: 'hidden lg:table-cell',
    cell: ({ state }) => (state === null ? null : <AbsoluteTime at={state.since} />),
  },
  {
    key: 'told',
    title: 'Told last',
    sort: null,
    className: 'hidden lg:table-cell',
    cell: ({ told }) => {
      if (told === null) return <span className="text-faint">Nothing</span>;
      const { icon, tone, word } = toldLook(told.word);
      return (
        <div>
          <Status icon={icon} tone={tone}>
            {word}
          </Status>
          <div className="text-xs text-muted">
            <AbsoluteTime at={told.at} />
          </div>
        </div>
      );
    },
  },
];

export const changeColumns = (moment: Moment, untilNow: boolean): readonly Column<PastChange>[] => [
  { key: 'name', title: 'Machine', sort: null, cell: (row) => <Name row={row} moment={moment} /> },
  {
    key: 'before',
    title: 'Then',
    sort: null,
    cell: ({ before, after, statusBefore }) => (
      <StateWords state={before} status={statusBefore} other={after} />
    ),
  },
  {
    key: 'after',
    title: untilNow ? 'Now' : 'Later',
    sort: null,
    cell: ({ before, after, statusAfter }) => (
      <StateWords state={after} status={statusAfter} other={before} />
    ),
  },
];
