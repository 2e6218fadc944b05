'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Skeleton, Status, Time } from '@teredo-fleet/ui';
import { CircleCheck, OctagonPause } from 'lucide-react';
import { FaultState } from '@/presentation/fault-state';
import { BrakeSwitch } from '@/shell/brake-switch';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';

/** The one global brake, its state and its switch. */
export function BrakeCard() {
  const trpc = useTRPC();
  const may = useMay();
  const brake = useQuery(trpc.brake.get.queryOptions());
  const on = brake.data?.on ?? false;
  return (
    <Card title="Brake" id="brake">
      {brake.error && !brake.data ? (
        <FaultState title="The brake could not be read" error={brake.error} onRetry={() => brake.refetch()} />
      ) : brake.data === undefined ? (
        <Skeleton className="h-8 w-full" />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="min-w-0">
            <Status tone={on ? 'bad' : 'ok'} icon={on ? OctagonPause : CircleCheck} className="font-medium">
              {on ? 'On: no change starts anywhere' : 'Off: changes may start'}
            </Status>
            {brake.data.setAt ? (
              <p className="mt-0.5 text-xs break-words text-muted">
                {brake.data.setBy ? <>{brake.data.setBy}, </> : null}
                <Time at={brake.data.setAt} />
                {brake.data.reason ? <>: “{brake.data.reason}”</> : null}
              </p>
            ) : null}
          </div>
          {may('brake.set') ? (
            <BrakeSwitch on={on}>
              {(open) => (
                <Button variant={on ? 'secondary' : 'danger-quiet'} onClick={open}>
                  {on ? 'Release the brake' : 'Pull the brake'}
                </Button>
              )}
            </BrakeSwitch>
          ) : null}
        </div>
      )}
    </Card>
  );
}
