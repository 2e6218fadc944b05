'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Skeleton, Status, Time } from '@teredo-fleet/ui';
import { CircleCheck, OctagonPause } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';

const BRAKE_DIALOG = {
  pull: {
    title: 'Pull the brake',
    description: 'From this moment no machine is told to start a change. Changes under way finish.',
    action: 'Pull the brake',
    danger: true,
  },
  release: {
    title: 'Release the brake',
    description: 'Changes that were held may start again, each when its machine asks.',
    action: 'Release the brake',
    danger: false,
  },
} as const;

/** The one global brake, its state and its switch. */
export function BrakeCard() {
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  const brake = useQuery(trpc.brake.get.queryOptions());
  /** What the open dialog is about: it stays so, whoever pulls or releases the brake meanwhile. */
  const [intent, setIntent] = useState<'pull' | 'release'>('pull');
  const [open, setOpen] = useState(false);
  const set = useMutation(
    trpc.brake.set.mutationOptions({
      onSuccess: () => setOpen(false),
      onSettled: () => queryClient.invalidateQueries(trpc.brake.pathFilter()),
    }),
  );
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
            <Button
              variant={on ? 'secondary' : 'danger-quiet'}
              onClick={() => {
                setIntent(on ? 'release' : 'pull');
                setOpen(true);
              }}
            >
              {on ? 'Release the brake' : 'Pull the brake'}
            </Button>
          ) : null}
        </div>
      )}
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        {...BRAKE_DIALOG[intent]}
        busy={set.isPending}
        error={set.error}
        onConfirm={(reason) => set.mutate({ on: intent === 'pull', reason })}
      />
    </Card>
  );
}
