'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Dialog, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { TokenView } from '@/trpc/shapes';

export function RevokeButton({ token }: { token: TokenView }) {
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const revoke = useMutation(
    trpc.tokens.revoke.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast.success(`“${token.label}” was revoked.`);
      },
      onSettled: () => queryClient.invalidateQueries(trpc.tokens.pathFilter()),
    }),
  );
  if (!may('token.revoke')) return null;
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        Revoke<span className="sr-only"> {token.label}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="sm"
        title={`Revoke “${token.label}”`}
        description="No further machine can enrol with it. Machines that have enrolled stay."
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant="danger" busy={revoke.isPending} onClick={() => revoke.mutate({ id: token.id })}>
              Revoke
            </Button>
          </>
        }
      >
        {revoke.error ? (
          <FaultState title="It was not revoked" error={revoke.error} />
        ) : (
          <p className="text-sm text-muted">
            Used {token.uses} of {token.maxUses} times.
          </p>
        )}
      </Dialog>
    </>
  );
}
