import { PageHeader } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { BackLink } from '@/presentation/back-link';
import { LookBadge } from '@/presentation/look-status';
import { rolloutLook } from '@/presentation/rollout-states';
import type { RolloutView } from '@/trpc/shapes';

/** Which rollout it is, in which state, and what can be done with it. */
export function RolloutHead(props: { rollout: Pick<RolloutView, 'name' | 'state'>; actions: ReactNode }) {
  return (
    <PageHeader
      above={<BackLink href="/rollouts">Rollouts</BackLink>}
      title={props.rollout.name}
      description={
        <span role="status" className="mt-1 inline-flex">
          <LookBadge look={rolloutLook(props.rollout.state)} />
        </span>
      }
      actions={props.actions}
    />
  );
}
