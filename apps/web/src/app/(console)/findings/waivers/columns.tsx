import { AbsoluteTime, type Column, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { LookStatus } from '@/presentation/look-status';
import type { WaiverView } from '@/trpc/shapes';
import { RevokeButton } from '@/waiver/revoke-button';
import { WAIVER_STATES } from '@/waiver/waiver-words';
import { machinesHref } from '../../machines/search-params';

function Target({ target, scope }: WaiverView) {
  if (target.kind === 'machine')
    return (
      <Link
        href={`/machines/${target.id}`}
        className="underline underline-offset-2 wrap-anywhere hover:text-accent"
      >
        {target.hostname}
      </Link>
    );
  return (
    <span className="wrap-anywhere">
      Machines labelled <strong className="font-medium">{target.label}</strong>{' '}
      <span className="text-muted">in {scope.name}</span>
    </span>
  );
}

/** How many findings it covers now; the link leads to all that are waived of its rule there. */
function Covers({ covers, ruleId, target }: WaiverView) {
  if (covers === 0) return <span className="tnum text-faint">0</span>;
  if (target.kind === 'machine') return <span className="tnum">1</span>;
  return (
    <Link
      href={machinesHref('/machines', {
        finding: [`${ruleId}:waived`],
        label: [target.label],
        status: ['active'],
      })}
      className="target tnum underline underline-offset-2 hover:text-accent"
    >
      {covers.toLocaleString('en-GB')}
    </Link>
  );
}

function End(waiver: WaiverView) {
  const { state, revoked, expiresAt } = waiver;
  if (state === 'revoked' && revoked !== null)
    return (
      <>
        <AbsoluteTime at={revoked.at} />
        <p className="text-xs text-muted wrap-anywhere">
          “{revoked.reason}” {revoked.by}
        </p>
      </>
    );
  return (
    <>
      <AbsoluteTime at={expiresAt} />
      <p className="text-xs text-muted">
        <Time at={expiresAt} />
      </p>
    </>
  );
}

const isHolding = ({ state }: WaiverView) => state === 'holds';

export function waiverColumns(which: 'holding' | 'ended'): readonly Column<WaiverView>[] {
  const columns: Column<WaiverView>[] = [
    {
      key: 'what',
      title: 'Waiver',
      sort: null,
      className: '[td&]:align-baseline',
      cell: (row) => (
        <div className="min-w-0 max-w-prose">
          <p className="font-medium">{row.ruleTitle ?? row.ruleId}</p>
          <p>
            <Target {...row} />
          </p>
          <p className="text-muted wrap-anywhere">“{row.reason}”</p>
          <p className="text-xs text-muted wrap-anywhere">
            {row.owner} answers for it. Granted by {row.grantedBy} <Time at={row.grantedAt} />, for version{' '}
            {row.ruleVersion} of the rule.
          </p>
          {isHolding(row) ? null : <LookStatus look={WAIVER_STATES[row.state]} />}
          <div className="mt-1 text-xs sm:hidden">
            <span className="text-muted">Ends </span>
            <End {...row} />
          </div>
          <div className="mt-1 sm:hidden">
            <RevokeButton waiver={row} />
          </div>
        </div>
      ),
    },
    {
      key: 'end',
      title: which === 'holding' ? 'Ends' : 'Ended',
      sort: null,
      className: 'hidden sm:table-cell [td&]:align-baseline',
      cell: End,
    },
  ];
  if (which === 'ended') return columns;
  return [
    ...columns,
    {
      key: 'covers',
      title: 'Covers',
      sort: null,
      className: 'text-right [td&]:align-baseline',
      cell: Covers,
    },
    {
      key: 'revoke',
      title: <span className="sr-only">Revoke</span>,
      sort: null,
      className: 'hidden sm:table-cell text-right [td&]:align-baseline',
      cell: (row) => <RevokeButton waiver={row} />,
    },
  ];
}
