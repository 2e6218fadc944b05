import { Time } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { rolloutKind } from '@/presentation/rollout-states';
import type { RolloutView } from '@/trpc/shapes';

/** What every rollout says of itself, of one machine or in waves. */
export function aboutRows(rollout: RolloutView): [string, ReactNode][] {
  return [
    ['Kind', rolloutKind(rollout.kind)],
    ['Author', rollout.author.name],
    ['Reason', rollout.reason ?? 'none given'],
    ['Created', <Time key="created" at={rollout.createdAt} />],
    ['Started', rollout.startedAt ? <Time key="started" at={rollout.startedAt} /> : 'not yet'],
    ['Finished', rollout.finishedAt ? <Time key="finished" at={rollout.finishedAt} /> : 'not yet'],
  ];
}
