'use client';
import { Status } from '@teredo-fleet/ui';
import { CircleDot, LoaderCircle, WifiOff } from 'lucide-react';
import { useLive } from './live';

/** Whether what is on the page follows the server. */
export function LiveBadge() {
  const live = useLive();
  if (live === 'live') {
    return (
      <Status tone="ok" icon={CircleDot} className="text-xs text-muted">
        Live
      </Status>
    );
  }
  return live === 'lost' ? (
    <Status tone="warn" icon={WifiOff} className="text-xs">
      Not live
    </Status>
  ) : (
    <Status tone="idle" icon={LoaderCircle} spin className="text-xs text-muted">
      Connecting
    </Status>
  );
}
