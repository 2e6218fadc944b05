import { AbsoluteTime, type Column, Status } from '@teredo-fleet/ui';
import Link from 'next/link';
import { configuredLook, effectiveLook, reachableLook } from '@/presentation/facts';
import type { Look } from '@/presentation/look';
import { LookBadge, LookStatus } from '@/presentation/look-status';
import { STATUSES } from '@/presentation/severity';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import type { MachineStatus, PastChange, PastMachineRow, PastState } from '@/trpc/shapes';
import type { Kept } from './compared';
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
const fact = (
  key: string,
  title: string,
  { look, kept }: { look(state: PastState): Look; kept: boolean },
): Column<PastMachineRow> => ({
  key,
  title,
  sort: null,
  className: 'hidden md:table-cell',
  cell: ({ state }) =>
    state === null ? (
      <span className="text-faint">{kept ? 'Nothing reported' : 'Not kept'}</span>
    ) : (
      <LookStatus look={look(state)} />
    ),
});

/** `kept`: everything of the moment is kept, so that of whom there is nothing had reported nothing. */
export const machineColumns = (moment: Moment, kept: boolean): readonly Column<PastMachineRow>[] => [
  { key: 'name', title: 'Machine', sort: null, cell: (row) => <Name row={row} moment={moment} /> },
  {
    key: 'state',
    title: 'What it was',
    sort: null,
    className: 'md:hidden',
    cell: ({ state }) => <StateWords state={state} kept={kept} />,
  },
  fact('configured', 'Configured', { look: ({ configured }) => configuredLook(configured), kept }),
  fact('effective', 'Effective', { look: ({ effective }) => effectiveLook(effective), kept }),
  fact('reachable', 'Reachable', { look: ({ reachable }) => reachableLook(reachable as 'yes'), kept }),
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
      if (told === null) return <span className="text-faint">{toldLook('nothing').word}</span>;
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

interface Compared {
  moment: Moment;
  /** Whether the second moment is now. */
  untilNow: boolean;
  kept: Kept;
}

const laterTitle = ({ untilNow }: Compared) => (untilNow ? 'Now' : 'Later');

type Shown = { row: PastChange; kept: Kept };

const Before = ({ row: { before, after, statusBefore }, kept }: Shown) => (
  <StateWords state={before} status={statusBefore} other={after} kept={kept.before} />
);
const After = ({ row: { before, after, statusAfter }, kept }: Shown) => (
  <StateWords state={after} status={statusAfter} other={before} kept={kept.after} />
);

export const changeColumns = (compared: Compared): readonly Column<PastChange>[] => [
  {
    key: 'name',
    title: 'Machine',
    sort: null,
    cell: (row) => (
      <>
        <Name row={row} moment={compared.moment} />
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs md:hidden">
          <dt className="text-muted">Then</dt>
          <dd>
            <Before row={row} kept={compared.kept} />
          </dd>
          <dt className="text-muted">{laterTitle(compared)}</dt>
          <dd>
            <After row={row} kept={compared.kept} />
          </dd>
        </dl>
      </>
    ),
  },
  {
    key: 'before',
    title: 'Then',
    sort: null,
    className: 'hidden md:table-cell',
    cell: (row) => <Before row={row} kept={compared.kept} />,
  },
  {
    key: 'after',
    title: laterTitle(compared),
    sort: null,
    className: 'hidden md:table-cell',
    cell: (row) => <After row={row} kept={compared.kept} />,
  },
];
