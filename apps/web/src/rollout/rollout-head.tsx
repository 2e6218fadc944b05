import { PageHeader } from '@teredo-fleet/ui';
import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { LookBadge } from '@/presentation/look-status';
import { rolloutLook } from '@/presentation/rollout-states';
import type { RolloutView } from '@/trpc/shapes';

/** Which rollout it is, in which state, and what can be done with it. */
export function RolloutHead(props: { rollout: Pick<RolloutView, 'name' | 'state'>; actions: ReactNode }) {
  return (
    <PageHeader
      above={
        <Link href="/rollouts" className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink">
          <ChevronLeft aria-hidden className="size-3.5" /> Rollouts
        </Link>
      }
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
