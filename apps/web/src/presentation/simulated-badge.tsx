import { Badge } from '@teredo-fleet/ui';
import { FlaskConical } from 'lucide-react';

/** Marks a machine that is not a real one. */
export function SimulatedBadge({ short }: { short?: boolean }) {
  return (
    <Badge tone="info" icon={FlaskConical} title="Simulated machine: no real computer behind it">
      {short ? 'Sim' : 'Simulated'}
    </Badge>
  );
}
