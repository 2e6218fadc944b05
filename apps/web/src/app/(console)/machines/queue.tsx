'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, toast } from '@teredo-fleet/ui';
import { Ban, Check } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';

const machines = (count: number): string => (count === 1 ? 'One machine' : `${count} machines`);

export function useAccept(onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.machines.accept.mutationOptions({
      onSuccess: ({ accepted }) => {
        toast.success(`${machines(accepted.length)} accepted.`);
        onDone();
      },
      onError: (error) => toast.error(readFault(error).message),
      onSettled: () => queryClient.invalidateQueries(trpc.machines.pathFilter()),
    }),
  );
}

/** What refusing does, line by line. */
const refuseWords = (one: boolean): string[] => [
  `${one ? 'It is retired: its agent is' : 'They are retired: their agents are'} turned away, and nothing can be changed there.`,
  'A token that is still good lets machines enrol. Revoke it on the page Enrol if it is in the wrong hands.',
  `${one ? 'It' : 'Each'} may be enrolled again with a new line, and then waits here again.`,
];

/** Keeps machines out that wait, once a reason is given. `names`: what they are called in the question. */
export function RefuseButton(props: {
  ids: readonly string[];
  names: string;
  small?: boolean;
  onDone(): void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const refuse = useMutation(
    trpc.machines.refuse.mutationOptions({
      onSuccess: ({ refused }) => {
        setOpen(false);
        toast.success(`${machines(refused.length)} refused.`);
        props.onDone();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.machines.pathFilter()),
    }),
  );
  return (
    <>
      <Button
        size={props.small ? 'sm' : 'md'}
        disabled={props.ids.length === 0}
        onClick={() => setOpen(true)}
      >
        <Ban aria-hidden /> Refuse
      </Button>
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        title={`Refuse ${props.names}`}
        description="For computers that you do not know."
        consequences={refuseWords(props.ids.length === 1)}
        action="Refuse"
        danger
        busy={refuse.isPending}
        error={refuse.error}
        onConfirm={(reason) => refuse.mutate({ ids: [...props.ids], reason })}
      />
    </>
  );
}

/** Accepts or refuses the machines that were ticked, or all on the page. */
export function QueueBar(props: {
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
      <p className="grow basis-72">
        Accept only machines that you know: an accepted machine may be given changes. Accepting starts none,
        and there is nothing to do on the machines.
        <span className="text-muted"> {props.selected.size} selected.</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <RefuseButton
          ids={[...props.selected]}
          names={props.selected.size === 1 ? 'one machine' : `${props.selected.size} machines`}
          onDone={props.onDone}
        />
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
    </div>
  );
}
