'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, Time, toast } from '@teredo-fleet/ui';
import { Copy } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { MachineDetail } from '@/trpc/shapes';

type Other = MachineDetail['sameHardware'][number];

function RetireOther({ other }: { other: Other }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const retire = useMutation(
    trpc.machines.retire.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast.success(`The earlier ${other.hostname} was retired.`);
      },
      onSettled: () => queryClient.invalidateQueries(trpc.machines.pathFilter()),
    }),
  );
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Retire<span className="sr-only"> the earlier {other.hostname}</span>
      </Button>
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        title={`Retire the earlier ${other.hostname}`}
        description="The other record is retired, not the machine on this page. Its history stays."
        consequences={[
          'What is open on it is cancelled, and what is wanted of it is forgotten.',
          other.connected
            ? 'Its agent is turned away at once. That of the machine on this page is not.'
            : 'Nothing connects with its earlier identity now.',
        ]}
        action="Retire"
        danger
        busy={retire.isPending}
        error={retire.error}
        onConfirm={(reason) => retire.mutate({ id: other.id, reason })}
      />
    </>
  );
}

/** Other records with this machine's hardware id: most often what it was before it was enrolled anew. */
export function SameHardware({ machine }: { machine: MachineDetail }) {
  const may = useMay();
  const others = machine.sameHardware.filter((other) => other.status !== 'retired');
  if (others.length === 0 || machine.status === 'retired') return null;
  return (
    <Callout tone="info" icon={Copy} title="Another record has the same hardware">
      <ul className="flex flex-col gap-1 wrap-anywhere">
        {others.map((other) => {
          const earlier = other.enrolledAt < machine.enrolledAt;
          return (
            <li key={other.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span>
                <Link href={`/machines/${other.id}`} className="font-medium underline">
                  {other.hostname}
                </Link>
                , enrolled <Time at={other.enrolledAt} />,{' '}
                {other.connected ? 'connected now' : 'not connected'}.
                {earlier ? '' : ' This page may be of the earlier one: retire it then.'}
              </span>
              {earlier && may('machine.retire') ? <RetireOther other={other} /> : null}
            </li>
          );
        })}
      </ul>
      <p className="mt-1">
        A machine that is enrolled again with a new key is a new record. If both are connected, it is a copied
        disk or a second agent.
      </p>
    </Callout>
  );
}
