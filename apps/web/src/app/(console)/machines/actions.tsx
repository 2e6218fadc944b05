'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, toast } from '@teredo-fleet/ui';
import { Check, Hourglass, ShieldAlert } from 'lucide-react';
import Link from 'next/link';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { MachineCounts } from '@/trpc/shapes';
import { machinesHref } from './search-params';

export function useAccept(onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.machines.accept.mutationOptions({
      onSuccess: ({ accepted }) => {
        toast.success(
          accepted.length === 1 ? 'One machine accepted.' : `${accepted.length} machines accepted.`,
        );
        onDone();
      },
      onError: (error) => toast.error(readFault(error).message),
      onSettled: () => queryClient.invalidateQueries(trpc.machines.pathFilter()),
    }),
  );
}

/** The queue of machines that wait for an admin, and the ones that were put aside. */
export function QueueNotice({
  counts,
  showing,
}: {
  counts: MachineCounts | undefined;
  showing: readonly string[];
}) {
  const pending = counts?.byStatus.pending ?? 0;
  const quarantined = counts?.byStatus.quarantined ?? 0;
  return (
    <>
      {pending > 0 && !showing.includes('pending') ? (
        <Callout
          tone="warn"
          icon={Hourglass}
          title={
            pending === 1 ? 'One machine waits to be accepted' : `${pending} machines wait to be accepted`
          }
          action={
            <Button asChild size="sm">
              <Link href={machinesHref('/machines', { status: ['pending'] })}>Look at them</Link>
            </Button>
          }
        />
      ) : null}
      {quarantined > 0 && !showing.includes('quarantined') ? (
        <Callout
          tone="bad"
          icon={ShieldAlert}
          title={quarantined === 1 ? 'One machine is quarantined' : `${quarantined} machines are quarantined`}
          action={
            <Button asChild size="sm">
              <Link href={machinesHref('/machines', { status: ['quarantined'] })}>Look at them</Link>
            </Button>
          }
        />
      ) : null}
    </>
  );
}

/** Accepts the machines that were ticked, or all on the page. */
export function AcceptBar(props: {
  selected: ReadonlySet<string>;
  onPage: readonly string[];
  onDone(): void;
}) {
  const may = useMay();
  const accept = useAccept(props.onDone);
  if (!may('machine.accept')) {
    return (
      <p className="text-sm text-muted">Your role may look at these machines; an operator accepts them.</p>
    );
  }
  const ids = props.selected.size > 0 ? [...props.selected] : [...props.onPage];
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg border bg-surface px-3 py-2 text-sm">
      <p className="grow">
        Accept only machines that you know: an accepted machine may be given changes. Accepting starts none,
        and there is nothing to do on the machines.
        <span className="text-muted"> {props.selected.size} selected.</span>
      </p>
      <Button
        variant="primary"
        busy={accept.isPending}
        disabled={ids.length === 0}
        onClick={() => accept.mutate({ ids })}
      >
        <Check aria-hidden />
        {props.selected.size > 0 ? `Accept ${ids.length}` : `Accept all ${ids.length} on this page`}
      </Button>
    </div>
  );
}
