'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, toast } from '@teredo-fleet/ui';
import { Ban, Check } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { MachineRow } from '@/trpc/shapes';
import { acceptedWords, namesInShort, refusedWords, refuseTitle, refuseWords } from './queue-words';

type Waiting = Pick<MachineRow, 'id' | 'hostname'>;

export function useAccept(onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.machines.accept.mutationOptions({
      onSuccess: ({ accepted }) => {
        toast.success(acceptedWords(accepted.length));
        onDone();
      },
      onError: (error) => toast.error(readFault(error).message),
      onSettled: () => queryClient.invalidateQueries(trpc.machines.pathFilter()),
    }),
  );
}

/** Keeps machines out that wait, once a reason is given. Those are refused that the question was asked about. */
export function RefuseButton(props: { machines: readonly Waiting[]; small?: boolean; onDone(): void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState<readonly Waiting[]>([]);
  const names = asked.map(({ hostname }) => hostname);
  const refuse = useMutation(
    trpc.machines.refuse.mutationOptions({
      onSuccess: ({ refused }) => {
        setOpen(false);
        toast.success(refusedWords(refused.length));
        props.onDone();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.machines.pathFilter()),
    }),
  );
  const ask = () => {
    refuse.reset();
    setAsked(props.machines);
    setOpen(true);
  };
  return (
    <>
      <Button size={props.small ? 'sm' : 'md'} disabled={props.machines.length === 0} onClick={ask}>
        <Ban aria-hidden /> Refuse
      </Button>
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        title={refuseTitle(names)}
        description={
          <span className="wrap-anywhere">
            For computers that you do not know{names.length > 1 ? `: ${namesInShort(names)}` : ''}.
          </span>
        }
        consequences={refuseWords(names.length === 1)}
        action="Refuse"
        danger
        busy={refuse.isPending}
        error={refuse.error}
        onConfirm={(reason) => refuse.mutate({ ids: asked.map(({ id }) => id), reason })}
      />
    </>
  );
}

/** Accepts or refuses the machines that are ticked. */
export function QueueBar({ selected, onDone }: { selected: readonly Waiting[]; onDone(): void }) {
  const may = useMay();
  const accept = useAccept(onDone);
  if (!may('machine.accept')) {
    return (
      <p className="text-sm text-muted">Your role may look at these machines; an operator accepts them.</p>
    );
  }
  const some = selected.length > 0;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg border bg-surface px-3 py-2 text-sm">
      <p className="grow basis-72">
        Accept only machines that you know: an accepted machine may be given changes. Accepting starts none,
        and there is nothing to do on the machines.
        <span className="text-muted">
          {' '}
          {some ? `${selected.length} selected.` : 'Select those that you know.'}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <RefuseButton machines={selected} onDone={onDone} />
        <Button
          variant={some ? 'primary' : 'secondary'}
          busy={accept.isPending}
          disabled={!some}
          onClick={() => accept.mutate({ ids: selected.map(({ id }) => id) })}
        >
          <Check aria-hidden />
          {some ? `Accept ${selected.length}` : 'Accept'}
        </Button>
      </div>
    </div>
  );
}
