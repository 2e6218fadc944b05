'use client';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@teredo-fleet/ui';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { FaultList } from './fault-list';
import { PreviewView } from './preview-view';
import type { StepKey } from './steps';

/** What would become of every machine. Nothing is written by looking. */
export function PreviewStep(props: { id: string; planHash: string; onGo(step: StepKey): void }) {
  const trpc = useTRPC();
  const query = useQuery({ ...trpc.rollouts.preview.queryOptions({ id: props.id }), staleTime: 5_000 });
  const preview = query.data?.planHash === props.planHash ? query.data : undefined;
  if (query.error && !preview) {
    return <FaultState title="No preview" error={query.error} onRetry={() => query.refetch()} />;
  }
  if (!preview) {
    return (
      <div role="status" aria-label="Loading the preview" className="flex flex-col gap-3">
        <Skeleton className="h-40 w-full rounded-lg" />
        <Skeleton className="h-40 w-full rounded-lg" />
      </div>
    );
  }
  if (preview.faults.length > 0) return <FaultList faults={preview.faults} onGo={props.onGo} />;
  return <PreviewView preview={preview} />;
}
