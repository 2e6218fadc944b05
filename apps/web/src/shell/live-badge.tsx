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

/** Says on every page that it has stopped following the server, and what happens next. */
export function LostBanner() {
  if (useLive() !== 'lost') return null;
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-b border-warn/40 bg-warn-soft px-4 py-1.5 text-sm lg:px-6"
    >
      <WifiOff aria-hidden className="size-4 shrink-0 text-warn" />
      <p>
        <strong className="font-medium">Not connected to the server.</strong> What you see may be out of date.
        The page reconnects by itself and then brings everything up to date.
      </p>
    </div>
  );
}
