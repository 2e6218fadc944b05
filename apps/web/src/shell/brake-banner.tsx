'use client';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@teredo-fleet/ui';
import { OctagonPause } from 'lucide-react';
import Link from 'next/link';
import { useTRPC } from '@/trpc/client';
import { Banner } from './banner';
import { BrakeSwitch } from './brake-switch';
import { useMay } from './viewer';

function OnBanner({ reason, onRelease }: { reason: string | null; onRelease: (() => void) | null }) {
  return (
    <Banner
      tone="bad"
      icon={OctagonPause}
      title="The brake is on: no change starts anywhere."
      action={
        <>
          <Link href="/#brake" className="rounded-sm underline underline-offset-2">
            See
          </Link>
          {onRelease ? (
            <Button size="sm" onClick={onRelease}>
              Release
            </Button>
          ) : null}
        </>
      }
    >
      {reason ? <span className="text-muted">“{reason}”</span> : null}
    </Banner>
  );
}

/** Visible on every page while the global brake is on. */
export function BrakeBanner() {
  const trpc = useTRPC();
  const may = useMay();
  const { on, reason } = useQuery(trpc.brake.get.queryOptions()).data ?? { on: false, reason: null };
  if (!may('brake.set')) return on ? <OnBanner reason={reason} onRelease={null} /> : null;
  return (
    <BrakeSwitch on={on}>{(open) => (on ? <OnBanner reason={reason} onRelease={open} /> : null)}</BrakeSwitch>
  );
}
