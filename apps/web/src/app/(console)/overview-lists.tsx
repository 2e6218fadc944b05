'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, SkeletonRows, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { jobLook } from '@/presentation/job-states';
import { LookStatus } from '@/presentation/look-status';
import { rolloutKind, rolloutLook } from '@/presentation/rollout-states';
import { useTRPC } from '@/trpc/client';
import type { RolloutRow } from '@/trpc/shapes';
import { RECENT } from './overview-input';
import { OVERVIEW_LINE } from './overview-line';

function RolloutLine({ row }: { row: RolloutRow }) {
  const states = Object.entries(row.jobStates);
  const single = states.length === 1 && states[0]?.[1] === 1 ? states[0][0] : null;
  return (
    <li>
      <Link href={`/rollouts/${row.id}`} className={OVERVIEW_LINE}>
        <span className="min-w-0 truncate font-medium">{row.name}</span>
        <span className="ml-auto flex items-center gap-3 text-xs text-muted">
          {row.kind === 'repair' ? <span>{rolloutKind(row.kind)}</span> : null}
          <LookStatus look={single ? jobLook(single) : rolloutLook(row.state)} />
          <Time at={row.createdAt} quiet />
        </span>
      </Link>
    </li>
  );
}

export function RecentRollouts() {
  const trpc = useTRPC();
  const list = useQuery(trpc.rollouts.list.queryOptions(RECENT));
  return (
    <Card title="Recent rollouts" flush className="pb-1">
      {list.error && !list.data ? (
        <FaultState title="The list could not be read" error={list.error} className="m-3" />
      ) : !list.data ? (
        <SkeletonRows rows={4} />
      ) : list.data.rows.length === 0 ? (
        <p className="px-4 pb-3 text-sm text-muted">
          Nothing has been changed yet. Open a machine to turn Teredo on or off there.
        </p>
      ) : (
        <ul className="divide-y divide-line/60">
          {list.data.rows.map((row) => (
            <RolloutLine key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Card>
  );
}
