import { Status } from '@teredo-fleet/ui';
import { CircleArrowUp, TriangleAlert } from 'lucide-react';
import type { MachineRow } from '@/trpc/shapes';

type Facts = Pick<MachineRow, 'agentVersion' | 'agentAge'>;

/** An agent's version, with a word where it is not the server's own. */
export function AgentVersion({ agentVersion, agentAge }: Facts) {
  const version = <span className="tnum">{agentVersion === '' ? 'no version' : agentVersion}</span>;
  switch (agentAge) {
    case 'current':
      return version;
    case 'older':
      return (
        <Status tone="idle" icon={CircleArrowUp} title="This server hands out a newer agent.">
          {version} (older)
        </Status>
      );
    case 'too-old':
      return (
        <Status
          tone="warn"
          icon={TriangleAlert}
          title="It lacks what this server counts on: put a newer one in its place."
        >
          {version} (too old)
        </Status>
      );
  }
}
