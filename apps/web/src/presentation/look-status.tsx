import { Badge, Status } from '@teredo-fleet/ui';
import type { Look } from './look';

/** A look in a line of text. */
export function LookStatus({ look, spin, className }: { look: Look; spin?: boolean; className?: string }) {
  return (
    <Status tone={look.tone} icon={look.icon} spin={spin ?? false} className={className ?? ''}>
      {look.word}
    </Status>
  );
}

/** A look that should be seen from afar. */
export function LookBadge({ look }: { look: Look }) {
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {look.word}
    </Badge>
  );
}
