'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Dialog, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import type { ApiTokenView } from '@/trpc/shapes';

/** Ends an API token at once and for good. */
export function RevokeApiToken({ token }: { token: ApiTokenView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const revoke = useMutation(
    trpc.apiTokens.revoke.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast.success(`“${token.name}” was revoked.`);
      },
      onSettled: () => queryClient.invalidateQueries(trpc.apiTokens.pathFilter()),
    }),
  );
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        Revoke<span className="sr-only"> {token.name}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="sm"
        title={`Revoke “${token.name}”`}
        description="Programs that use it are refused from their next call on. What they did stays in the audit trail."
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
            <code>{token.prefix}…</code>
          </p>
        )}
      </Dialog>
    </>
  );
}
