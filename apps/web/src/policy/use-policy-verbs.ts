import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';

/** What can be done with a policy besides writing it. */
export function usePolicyVerbs() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries(trpc.policies.pathFilter());
  return {
    approve: useMutation(trpc.policies.approve.mutationOptions({ onSettled })),
    decide: useMutation(trpc.policies.decide.mutationOptions({ onSettled })),
    resume: useMutation(trpc.policies.resume.mutationOptions({ onSettled })),
    retire: useMutation(trpc.policies.retire.mutationOptions({ onSettled })),
    save: useMutation(trpc.policies.save.mutationOptions({ onSettled })),
  };
}
