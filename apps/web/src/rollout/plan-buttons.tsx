'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Dialog, TextField } from '@teredo-fleet/ui';
import { Copy, PencilLine } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { RolloutView } from '@/trpc/shapes';

function CloneButton({ rollout }: { rollout: RolloutView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(`${rollout.name} (again)`.slice(0, 120));
  const clone = useMutation(
    trpc.rollouts.clone.mutationOptions({
      onSuccess: ({ id }) => router.push(`/rollouts/${id}/edit`),
      onSettled: () => queryClient.invalidateQueries(trpc.rollouts.pathFilter()),
    }),
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Copy aria-hidden /> Clone
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Clone this rollout"
        description="A new draft with the same plan. Nothing is done before it is submitted and approved."
        size="sm"
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" form="clone-form" variant="primary" busy={clone.isPending}>
              Clone
            </Button>
          </>
        }
      >
        <form
          id="clone-form"
          noValidate
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            clone.mutate({ id: rollout.id, name });
          }}
        >
          <TextField
            label="Name"
            maxLength={120}
            error={readFault(clone.error).fields.name ?? null}
            value={name}
            onChange={setName}
          />
          {clone.error ? <FaultState title="It was not cloned" error={clone.error} /> : null}
        </form>
      </Dialog>
    </>
  );
}

const EDITABLE = ['draft', 'awaiting-approval', 'approved'];

/** What can be done with the plan itself. */
export function PlanButtons({ rollout }: { rollout: RolloutView }) {
  const may = useMay();
  return (
    <>
      {may('rollout.saveDraft') && EDITABLE.includes(rollout.state) ? (
        <Button asChild variant={rollout.state === 'draft' ? 'primary' : 'secondary'}>
          <Link href={`/rollouts/${rollout.id}/edit`}>
            <PencilLine aria-hidden /> {rollout.state === 'draft' ? 'Go on writing' : 'Edit'}
          </Link>
        </Button>
      ) : null}
      {may('rollout.clone') && rollout.kind === 'planned' ? <CloneButton rollout={rollout} /> : null}
    </>
  );
}
