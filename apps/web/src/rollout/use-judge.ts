'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@teredo-fleet/ui';
import { useTRPC } from '@/trpc/client';

/** Saying yes or no to a plan. */
export function useJudge() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries(trpc.rollouts.pathFilter());
  return {
    approve: useMutation(trpc.rollouts.approve.mutationOptions({ onSettled })),
    reject: useMutation(trpc.rollouts.reject.mutationOptions({ onSettled })),
    emergency: useMutation(
      trpc.rollouts.approveEmergency.mutationOptions({
        onSettled,
        onSuccess: ({ approvals, needed }) => {
          if (approvals < needed) toast.info(`Recorded: ${approvals} of ${needed} people have said yes.`);
        },
      }),
    ),
  };
}
