'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, SkeletonRows, toast } from '@teredo-fleet/ui';
import { PackageCheck } from 'lucide-react';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { BundleList } from './bundle-list';
import { lookAgainMs } from './look-again';

const SHOWN = 5;

function RequestButton({ rolloutId }: { rolloutId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const request = useMutation(
    trpc.evidence.request.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.evidence.list.queryKey() }),
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <Button size="sm" busy={request.isPending} onClick={() => request.mutate({ rolloutId })}>
      <PackageCheck aria-hidden /> Make a bundle
    </Button>
  );
}

/** The evidence bundles of a rollout, for whoever may read the audit trail. */
export function EvidenceCard({ rolloutId }: { rolloutId: string }) {
  const trpc = useTRPC();
  const may = useMay();
  const list = useQuery({
    ...trpc.evidence.list.queryOptions({ rolloutId, limit: SHOWN }),
    enabled: may('evidence.list'),
    refetchInterval: ({ state }) => lookAgainMs(state.data?.rows),
  });
  if (!may('evidence.list')) return null;
  const bundles = list.data?.rows;
  return (
    <Card
      title="Evidence"
      aside={may('evidence.request') ? <RequestButton rolloutId={rolloutId} /> : null}
      flush
      className="pb-2"
    >
      {list.error && !bundles ? (
        <FaultState
          title="The bundles could not be read"
          error={list.error}
          onRetry={() => list.refetch()}
          className="m-3"
        />
      ) : !bundles ? (
        <SkeletonRows rows={2} />
      ) : bundles.length === 0 ? (
        <p className="px-4 pb-2 text-sm text-muted">
          A signed zip with all that is on record of this rollout: a PDF for people, tables, and the proof
          that anybody can check without this server.
        </p>
      ) : (
        <>
          <BundleList bundles={bundles} />
          <p className="px-4 pt-1 text-xs text-muted">
            {/* A page of its own rules: whatever is read there can be sent nowhere. */}
            <a href="/verify" className="text-accent underline">
              Check a bundle
            </a>{' '}
            in this browser, or with <code>teredo-fleet verify</code> where this server has no say.
          </p>
        </>
      )}
    </Card>
  );
}
