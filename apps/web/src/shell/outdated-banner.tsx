'use client';
import { Button } from '@teredo-fleet/ui';
import { RefreshCw } from 'lucide-react';
import { Banner } from './banner';
import { useOutdated } from './build';

/** Says that the server runs another version than the one this page came from. */
export function OutdatedBanner() {
  if (!useOutdated()) return null;
  return (
    <Banner
      tone="info"
      icon={RefreshCw}
      title="A new version is running."
      action={
        <Button size="sm" onClick={() => window.location.reload()}>
          Reload
        </Button>
      }
    >
      This page is still the old one. Finish what you are typing, then reload.
    </Banner>
  );
}
