'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Dialog, Field, Input } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import type { MachineDetail } from '@/trpc/shapes';

function parseLabels(text: string): string[] {
  return [...new Set(text.split(',').map((word) => word.trim()))].filter(Boolean);
}

export function LabelsDialog({ machine, onClose }: { machine: MachineDetail; onClose(): void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  // As they were when the dialog opened: somebody else may change them meanwhile.
  const [seen] = useState(machine.labels);
  const [text, setText] = useState(seen.join(', '));
  const save = useMutation(
    trpc.machines.setLabels.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queryClient.invalidateQueries(trpc.machines.pathFilter()),
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Labels of ${machine.hostname}`}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="labels-form" variant="primary" busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form
        id="labels-form"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ id: machine.id, labels: parseLabels(text), seen });
        }}
      >
        <Field label="Labels" hint="Separated by commas. The list of machines can be filtered by them.">
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {save.error ? <FaultState title="The labels were not saved" error={save.error} /> : null}
      </form>
    </Dialog>
  );
}
