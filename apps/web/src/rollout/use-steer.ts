'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@teredo-fleet/ui';
import { useTRPC } from '@/trpc/client';

const machines = (count: number) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`;

/** The verbs of a rollout that runs; whatever comes of one, what is shown is asked for again. */
export function useSteer() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries(trpc.rollouts.pathFilter());
  return {
    pause: useMutation(trpc.rollouts.pause.mutationOptions({ onSettled })),
    resume: useMutation(trpc.rollouts.resume.mutationOptions({ onSettled })),
    abort: useMutation(trpc.rollouts.abort.mutationOptions({ onSettled })),
    promote: useMutation(trpc.rollouts.promote.mutationOptions({ onSettled })),
    rollBack: useMutation(trpc.rollouts.rollBack.mutationOptions({ onSettled })),
    overrideGate: useMutation(
      trpc.rollouts.overrideGate.mutationOptions({
        onSettled,
        onSuccess: ({ overridden }) => {
          if (!overridden) toast.info('Recorded. It happens when a second person overrides the gate too.');
        },
      }),
    ),
    retryFailed: useMutation(
      trpc.rollouts.retryFailed.mutationOptions({
        onSettled,
        onSuccess: (answer) => toast.success(`${machines(answer.machines)} will be tried again.`),
      }),
    ),
    exclude: useMutation(
      trpc.rollouts.exclude.mutationOptions({
        onSettled,
        onSuccess: (answer) => toast.success(`${machines(answer.machines)} left out.`),
      }),
    ),
  };
}

export type Steer = ReturnType<typeof useSteer>;
