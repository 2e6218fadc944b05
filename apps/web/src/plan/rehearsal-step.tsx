'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Card, cn, Skeleton } from '@teredo-fleet/ui';
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useRested } from '@/presentation/use-rested';
import { useTRPC } from '@/trpc/client';
import { AssumptionFields } from './assumption-fields';
import { type Assumptions, USUAL_ASSUMPTIONS } from './assumptions';
import { FaultList } from './fault-list';
import { RehearsalView } from './rehearsal-view';
import type { StepKey } from './steps';

const REST_MS = 400;

/** The exact plan on a simulated copy of its machines, by assumptions that can be moved. */
export function RehearsalStep(props: { id: string; planHash: string; onGo(step: StepKey): void }) {
  const trpc = useTRPC();
  const [assumed, setAssumed] = useState<Assumptions>(USUAL_ASSUMPTIONS);
  const query = useQuery({
    ...trpc.rollouts.rehearse.queryOptions({ id: props.id, assumptions: useRested(assumed, REST_MS) }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const rehearsal = query.data?.planHash === props.planHash ? query.data : undefined;
  return (
    <div className="flex flex-col gap-4">
      <Card
        title="What is assumed"
        aside={
          <Button size="sm" onClick={() => setAssumed((old) => ({ ...old, seed: old.seed + 1 }))}>
            <Dices aria-hidden /> Another draw of luck
          </Button>
        }
      >
        <AssumptionFields assumed={assumed} onChange={setAssumed} />
      </Card>
      {query.error && !rehearsal ? (
        <FaultState title="No rehearsal" error={query.error} onRetry={() => query.refetch()} />
      ) : !rehearsal ? (
        <div role="status" aria-label="Rehearsing">
          <Skeleton className="h-48 w-full rounded-lg" />
        </div>
      ) : rehearsal.faults.length > 0 ? (
        <FaultList faults={rehearsal.faults} onGo={props.onGo} />
      ) : (
        <div className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
          <RehearsalView rehearsal={rehearsal} />
        </div>
      )}
    </div>
  );
}
