'use client';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { AppRouter } from '@teredo-fleet/api';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import { useHearBuild } from '@/shell/build';
import { fetchCall } from './foreign-answer';
import { makeQueryClient } from './query-client';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

const URL = '/api/trpc';

let browserQueryClient: QueryClient | undefined;

function getQueryClient(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient('browser');
  browserQueryClient ??= makeQueryClient('browser');
  return browserQueryClient;
}

function makeClient(hear: (answer: Response) => void) {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url: URL }),
        false: httpBatchLink({
          url: URL,
          maxURLLength: 4000,
          maxItems: 20,
          async fetch(url, init) {
            const answer = await fetchCall(url, init as RequestInit);
            hear(answer);
            return answer;
          },
        }),
      }),
    ],
  });
}

/** Gives pages the typed calls, and one cache for their answers. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const queryClient = getQueryClient();
  const hear = useHearBuild();
  const [trpcClient] = useState(() => makeClient(hear));
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
