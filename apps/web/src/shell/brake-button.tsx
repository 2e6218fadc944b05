'use client';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@teredo-fleet/ui';
import { OctagonPause } from 'lucide-react';
import { useTRPC } from '@/trpc/client';
import { BrakeSwitch } from './brake-switch';
import { useMay } from './viewer';

/** The brake, within reach on every page for whoever may pull it. While it is on, the banner has its release. */
export function BrakeButton({ small }: { small?: boolean }) {
  const trpc = useTRPC();
  const may = useMay();
  const brake = useQuery(trpc.brake.get.queryOptions());
  if (!may('brake.set') || brake.data === undefined) return null;
  const { on } = brake.data;
  return (
    <BrakeSwitch on={on}>
      {(open) =>
        on ? null : small ? (
          <Button variant="ghost" size="icon" aria-label="Brake" onClick={open}>
            <OctagonPause aria-hidden className="text-bad" />
          </Button>
        ) : (
          <Button variant="danger-quiet" className="w-full justify-start" onClick={open}>
            <OctagonPause aria-hidden /> Brake
          </Button>
        )
      }
    </BrakeSwitch>
  );
}
