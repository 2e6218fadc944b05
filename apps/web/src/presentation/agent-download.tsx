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
