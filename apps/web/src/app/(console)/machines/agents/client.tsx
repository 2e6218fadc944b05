'use client';
import { useQuery } from '@tanstack/react-query';
import { PageHeader, Skeleton } from '@teredo-fleet/ui';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import type { AgentUpdateView } from '@/trpc/shapes';
import { BuildsCard } from './builds-card';
import { OfferCard } from './offer-card';
import { VersionsCard } from './versions-card';

/** Offers begin and fall silent without a word from any machine. */
const LOOK_AGAIN_MS = 5000;

function Body({ view }: { view: AgentUpdateView }) {
  return (
    <>
      <OfferCard view={view} />
      <VersionsCard view={view} />
      <BuildsCard view={view} />
    </>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-4">
      <Skeleton className="h-44 w-full rounded-lg" />
      <Skeleton className="h-56 w-full rounded-lg" />
      <Skeleton className="h-40 w-full rounded-lg" />
    </div>
  );
}

/** Which agents run in the fleet, and how they are replaced by newer ones. */
export function AgentsClient() {
  const trpc = useTRPC();
  const view = useQuery({
    ...trpc.agentUpdates.get.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.offer ? LOOK_AGAIN_MS : false),
  });
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <PageHeader
        above={<BackLink href="/machines">Machines</BackLink>}
        title="Agents"
        description="Which versions run in the fleet, and how they replace themselves: only by a program that your release key signed, in stages."
      />
      {view.data ? (
        <Body view={view.data} />
      ) : view.error ? (
        <FaultState
          title="The agents’ versions could not be read"
          error={view.error}
          onRetry={() => view.refetch()}
        />
      ) : (
        <Loading />
      )}
    </div>
  );
}
