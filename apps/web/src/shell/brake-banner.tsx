'use client';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@teredo-fleet/ui';
import { OctagonPause } from 'lucide-react';
import Link from 'next/link';
import { useTRPC } from '@/trpc/client';
import { Banner } from './banner';
import { BrakeSwitch } from './brake-switch';
import { useMay } from './viewer';

/** Visible on every page while the global brake is on. */
export function BrakeBanner() {
  const trpc = useTRPC();
  const may = useMay();
  const brake = useQuery(trpc.brake.get.queryOptions());
  if (!brake.data?.on) return null;
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
          {may('brake.set') ? (
            <BrakeSwitch
              on
              button={(open) => (
                <Button size="sm" onClick={open}>
                  Release
                </Button>
              )}
            />
          ) : null}
        </>
      }
    >
      {brake.data.reason ? <span className="text-muted">“{brake.data.reason}”</span> : null}
    </Banner>
  );
}
