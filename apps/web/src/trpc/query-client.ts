import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { readFault } from './fault';

/** The call that says who is signed in. It answers nobody instead of failing for want of a session. */
const WHO = { queryKey: [['viewer', 'me']] };

/**
 * What is shown stays fresh by the server's events, not by polling; a refusal is not asked again. Whatever is refused
 * for want of a session asks anew who is signed in, and the gate of the console acts on that.
 */
export function makeQueryClient(side: 'browser' | 'server'): QueryClient {
  const onError = (error: unknown) => {
    if (readFault(error).code === 'unauthenticated') void client.invalidateQueries(WHO);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => side === 'browser' && count < 2 && readFault(error).retry,
      },
      mutations: { retry: false },
    },
  });
  return client;
}
