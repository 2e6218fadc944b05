import { Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { LookStatus } from '@/presentation/look-status';
import { rolloutKind, rolloutLook } from '@/presentation/rollout-states';
import type { RolloutView } from '@/trpc/shapes';

function RolloutLink({ id, name }: { id: string; name: string }) {
  return (
    <Link href={`/rollouts/${id}`} className="rounded-sm text-accent hover:underline">
      {name}
    </Link>
  );
}

/** What it takes back and what takes it back; nothing where there is nothing of that. */
function relatedRows({ rollbackOf, rollbacks }: RolloutView): [string, ReactNode][] {
  const rows: [string, ReactNode][] = [];
  if (rollbackOf !== null) rows.push(['Takes back', <RolloutLink key="takes-back" {...rollbackOf} />]);
  if (rollbacks.length > 0)
    rows.push([
      'Rollbacks',
      <ul key="taken-back" className="flex flex-col gap-1">
        {rollbacks.map(({ state, ...rollback }) => (
          <li key={rollback.id} className="flex flex-wrap items-baseline justify-end gap-x-2">
            <RolloutLink {...rollback} />
            <LookStatus look={rolloutLook(state)} className="text-xs text-muted" />
          </li>
        ))}
      </ul>,
    ]);
  return rows;
}

function policyRow({ id, name }: NonNullable<RolloutView['policy']>): [string, ReactNode] {
  return [
    'Policy',
    <Link key="policy" href={`/policies/${id}`} className="rounded-sm text-accent hover:underline">
      {name}
    </Link>,
  ];
}

/** What every rollout says of itself, of one machine or in waves. */
export function aboutRows(rollout: RolloutView): [string, ReactNode][] {
  return [
    ['Kind', rolloutKind(rollout.kind)],
    ['Author', rollout.author.name],
    ['Reason', rollout.reason ?? 'none given'],
    ['Created', <Time key="created" at={rollout.createdAt} />],
    ['Started', rollout.startedAt ? <Time key="started" at={rollout.startedAt} /> : 'not yet'],
    ['Finished', rollout.finishedAt ? <Time key="finished" at={rollout.finishedAt} /> : 'not yet'],
    ...(rollout.policy === null ? [] : [policyRow(rollout.policy)]),
    ...relatedRows(rollout),
  ];
}
