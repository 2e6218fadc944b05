'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@teredo-fleet/ui';
import { RevokeButton } from '@/presentation/revoke-button';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { TokenView } from '@/trpc/shapes';

/** Ends an enrolment token. */
export function RevokeToken({ token: { id, label, uses, maxUses } }: { token: TokenView }) {
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  const revoke = useMutation(
    trpc.tokens.revoke.mutationOptions({
      onSuccess: () => toast.success(`“${label}” was revoked.`),
      onSettled: () => queryClient.invalidateQueries(trpc.tokens.pathFilter()),
    }),
  );
  if (!may('token.revoke')) return null;
  return (
    <RevokeButton
      name={label}
      description="No further machine can enrol with it. Machines that have enrolled stay."
      call={revoke}
      onRevoke={(onSuccess) => revoke.mutate({ id }, { onSuccess })}
    >
      Used {uses} of {maxUses} times.
    </RevokeButton>
  );
}
