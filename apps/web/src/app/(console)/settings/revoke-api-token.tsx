'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@teredo-fleet/ui';
import { RevokeButton } from '@/presentation/revoke-button';
import { useTRPC } from '@/trpc/client';
import type { ApiTokenView } from '@/trpc/shapes';

/** Ends an API token at once and for good. */
export function RevokeApiToken({ token: { id, name, prefix } }: { token: ApiTokenView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const revoke = useMutation(
    trpc.apiTokens.revoke.mutationOptions({
      onSuccess: () => toast.success(`“${name}” was revoked.`),
      onSettled: () => queryClient.invalidateQueries(trpc.apiTokens.pathFilter()),
    }),
  );
  return (
    <RevokeButton
      name={name}
      description="Programs that use it are refused from their next call on. What they did stays in the audit trail."
      call={revoke}
      onRevoke={(onSuccess) => revoke.mutate({ id }, { onSuccess })}
    >
      <code>{prefix}…</code>
    </RevokeButton>
  );
}
