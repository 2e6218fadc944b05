import { CopyField } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';
import type { AgentBuild } from '@/trpc/shapes';

export const AGENT_TITLES: Record<AgentBuild['kind'], string> = {
  linux: 'Linux',
  'windows-x64': 'Windows 10 and later, 64-bit',
  script: 'Script for Windows XP SP1 to 11',
};

/** Fetches an agent from this server, by the address that machines use. */
export function AgentDownload({ url }: { url: string }) {
  const name = url.slice(url.lastIndexOf('/') + 1);
  return (
    <a
      href={url}
      download={name}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-sm text-sm font-medium underline underline-offset-2"
    >
      <Download aria-hidden className="size-3.5" /> {name}
    </a>
  );
}

/** Its SHA-256, to compare what was fetched with. */
export function AgentSum({ kind, sha256 }: { kind: AgentBuild['kind']; sha256: string }) {
  return (
    <span className="flex max-w-full flex-wrap items-center gap-x-2 text-xs text-muted">
      SHA-256
      <CopyField
        value={sha256}
        what={`SHA-256 of the agent for ${AGENT_TITLES[kind]}`}
        className="text-ink"
      />
    </span>
  );
}
