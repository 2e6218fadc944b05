import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPCClient } from '@/trpc/client';
import type { PolicyInput } from '@/trpc/shapes';

const REST_MS = 600;

/** What is written, once nobody has typed for a moment. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** What a policy would find and meet; asked by POST, for what is written is too long for an address. */
export function usePolicyPreview(input: PolicyInput, enabled: boolean) {
  const client = useTRPCClient();
  const asked = useRested(JSON.stringify(input));
  return useQuery({
    queryKey: ['policy-preview', asked],
    queryFn: () => client.policies.preview.mutate(JSON.parse(asked) as PolicyInput),
    placeholderData: keepPreviousData,
    enabled: enabled && asked === JSON.stringify(input),
    staleTime: 10_000,
  });
}
