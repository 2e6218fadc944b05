'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, CopyField } from '@teredo-fleet/ui';
import { AGENT_TITLES, AgentDownload } from '@/presentation/agent-download';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import type { AgentBuild } from '@/trpc/shapes';

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
          <CopyField value={build.sha256} what={`SHA-256 of the agent for ${title}`} />
        </div>
      )}
    </li>
  );
}

/** The agents as files: for software distribution, shares, and machines that are prepared elsewhere. */
export function DownloadsCard() {
  const trpc = useTRPC();
  const builds = useQuery(trpc.agentUpdates.get.queryOptions());
  return (
    <Card title="Agents as files" aside="fetched from this server, never from the internet; SHA-256">
      {builds.data ? (
        <ul aria-label="Agents as files" className="divide-y divide-line/60">
          {builds.data.builds.map((build) => (
            <Build key={build.kind} build={build} />
          ))}
        </ul>
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
