'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, toast } from '@teredo-fleet/ui';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { ProgramRow } from '@/trpc/shapes';

/** Has a program looked at no more; nothing is shown to those who can't. */
export function RemoveButton(props: { row: ProgramRow; isIcon?: boolean; onRemoved?(): void }) {
  const { row, isIcon = false, onRemoved } = props;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const remove = useMutation(
    trpc.programs.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${row.name} is looked at no more.`);
        setOpen(false);
        onRemoved?.();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.programs.list.queryFilter()),
    }),
  );
  if (!may('program.remove')) return null;
  return (
    <>
      <Button
        variant={isIcon ? 'ghost' : 'secondary'}
        size={isIcon ? 'icon-sm' : 'md'}
        aria-label={`Remove ${row.name}`}
        onClick={() => setOpen(true)}
      >
        <Trash2 aria-hidden /> {isIcon ? null : 'Remove'}
      </Button>
      <ReasonDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={`Remove ${row.name}`}
        description="Agents look at it no more. Nothing changes on any machine."
        consequences={[
          'What machines told of it is shown nowhere any more, and goes when observations of this time do.',
        ]}
        action="Remove"
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={(reason) => remove.mutate({ id: row.id, reason })}
      />
    </>
  );
}
