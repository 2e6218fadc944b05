'use client';
import { useQuery } from '@tanstack/react-query';
import { Callout, Card } from '@teredo-fleet/ui';
import { AGENT_TITLES, AgentDownload, AgentSum } from '@/presentation/agent-download';
import { FaultState } from '@/presentation/fault-state';
import { useHydrated } from '@/shell/hydration';
import { useTRPC } from '@/trpc/client';
import type { AgentBuild } from '@/trpc/shapes';
import { downloadCaution } from './download-caution';

function Build({ build }: { build: AgentBuild }) {
  const title = AGENT_TITLES[build.kind];
  return (
    <li className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[15rem_minmax(0,1fr)]">
      <p className="text-sm font-medium">{title}</p>
      {build.url === null || build.sha256 === null ? (
        <p className="text-xs text-muted">
          Not built on this server. Run npm run build:agents there, then load this page again.
        </p>
      ) : (
        <div className="flex min-w-0 flex-col items-start gap-y-0.5">
          <AgentDownload url={build.url} />
          <AgentSum kind={build.kind} sha256={build.sha256} />
        </div>
      )}
    </li>
  );
}

/** What a browser will make of fetching them from here. */
function Caution({ builds }: { builds: readonly AgentBuild[] }) {
  const hydrated = useHydrated();
  const url = builds.find((build) => build.url !== null)?.url;
  const caution = hydrated && url ? downloadCaution(window.location.href, url) : null;
  if (caution === null) return null;
  return (
    <Callout tone="info" title={caution.title} className="mb-2">
      {caution.text}
    </Callout>
  );
}

/** The agents as files: for software distribution, shares, and machines that are prepared elsewhere. */
export function DownloadsCard() {
  const trpc = useTRPC();
  const builds = useQuery(trpc.agentUpdates.get.queryOptions());
  return (
    <Card title="Agents as files" aside="from this server, never from the internet">
      {builds.data ? (
        <>
          <Caution builds={builds.data.builds} />
          <ul aria-label="Agents as files" className="divide-y divide-line/60">
            {builds.data.builds.map((build) => (
              <Build key={build.kind} build={build} />
            ))}
          </ul>
          <p className="mt-2 text-xs text-muted">
            Nobody signs teredo-agent.exe unless you do: Windows may warn of one that a browser fetched, and
            docs/operations.md tells how to sign it. The commands above fetch without a browser.
          </p>
        </>
      ) : builds.error ? (
        <FaultState
          title="What agents lie here could not be read"
          error={builds.error}
          onRetry={() => builds.refetch()}
        />
      ) : null}
    </Card>
  );
}
