'use client';
import { useQuery } from '@tanstack/react-query';
import { useLive } from '@/shell/live';
import { useTRPC } from '@/trpc/client';
import { isMissing } from '@/trpc/fault';

const UNDER_WAY = ['approved', 'running', 'paused'];
const POLL_WITHOUT_EVENTS_MS = 4000;

/** The rollout behind a change, kept fresh by events, or by asking while there are none. */
export function useRollout(id: string) {
  const trpc = useTRPC();
  const live = useLive();
  return useQuery({
    ...trpc.rollouts.get.queryOptions({ id }),
    enabled: ({ state }) => !isMissing(state.error),
    refetchInterval: (query) => {
      const rollout = query.state.data;
      const open = rollout?.jobs.some((job) => !job.terminal) || UNDER_WAY.includes(rollout?.state ?? '');
      return open && live !== 'live' ? POLL_WITHOUT_EVENTS_MS : false;
    },
  });
}
