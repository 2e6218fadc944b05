import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRested } from '@/presentation/use-rested';
import { useTRPCClient } from '@/trpc/client';
import type { PolicyInput } from '@/trpc/shapes';

const REST_MS = 600;

/** What a policy would find and meet; asked by POST, for what is written is too long for an address. */
export function usePolicyPreview(input: PolicyInput, enabled: boolean) {
  const client = useTRPCClient();
  const asked = useRested(JSON.stringify(input), REST_MS);
  return useQuery({
    queryKey: ['policy-preview', asked],
    queryFn: () => client.policies.preview.mutate(JSON.parse(asked) as PolicyInput),
    placeholderData: keepPreviousData,
    enabled: enabled && asked === JSON.stringify(input),
    staleTime: 10_000,
  });
}
