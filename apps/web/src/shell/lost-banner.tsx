'use client';
import { WifiOff } from 'lucide-react';
import { Banner } from './banner';
import { useLive } from './live';

/** Says on every page that it has stopped following the server, and what happens next. */
export function LostBanner() {
  if (useLive() !== 'lost') return null;
  return (
    <Banner tone="warn" icon={WifiOff} title="Not connected to the server.">
      What you see may be out of date. The page reconnects by itself and then brings everything up to date.
    </Banner>
  );
}
