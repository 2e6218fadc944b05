'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, Skeleton } from '@teredo-fleet/ui';
import { PreviewView } from '@/plan/preview-view';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';

/** What a submitted plan would do to its machines if it began now: whoever approves it decides by that. */
export function PreviewCard({ rolloutId }: { rolloutId: string }) {
  const trpc = useTRPC();
  const query = useQuery({ ...trpc.rollouts.preview.queryOptions({ id: rolloutId }), staleTime: 60_000 });
  const { data, error } = query;
  return (
    <section aria-label="Preview">
      {error && !data ? (
        <FaultState title="No preview" error={error} onRetry={() => query.refetch()} />
      ) : data ? (
        <PreviewView preview={data} />
      ) : (
        <Card title="What would become of the machines">
          <div role="status" aria-label="Loading the preview">
            <Skeleton className="h-40 w-full" />
          </div>
        </Card>
      )}
    </section>
  );
}
