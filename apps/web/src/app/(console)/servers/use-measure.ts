'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@teredo-fleet/ui';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';

/** Asks this server to measure a Teredo server now; the result comes with the live updates. */
export function useMeasure() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.teredoServers.measure.mutationOptions({
      onSuccess: (_, { name }) => toast.success(`This server asks ${name} at both addresses.`),
      onError: (error) => toast.error(readFault(error).message),
      onSettled: () => queryClient.invalidateQueries(trpc.teredoServers.pathFilter()),
    }),
  );
}
