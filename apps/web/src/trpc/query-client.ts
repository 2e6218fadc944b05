import { QueryClient } from '@tanstack/react-query';
import { readFault } from './fault';

/** What is shown stays fresh by the server's events, not by polling; a refusal is not asked again. */
export function makeQueryClient(side: 'browser' | 'server'): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => side === 'browser' && count < 2 && readFault(error).retry,
      },
      mutations: { retry: false },
    },
  });
}
