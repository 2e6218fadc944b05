import type { AppRouter } from '@teredo-fleet/api';
import { createTRPCClient, httpLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { cache } from 'react';
import { makeQueryClient } from './query-client';

/** The process that serves this page answers its own calls: no second connection, the same checks. */
interface InProcessDoor {
  fetch(request: Request): Promise<Response>;
}

const DOOR = Symbol.for('teredo-fleet.web');

function openDoor(): InProcessDoor | null {
  return (globalThis as { [DOOR]?: InProcessDoor })[DOOR] ?? null;
}

export const getQueryClient = cache(() => makeQueryClient('server'));

const FORWARDED = ['cookie', 'user-agent', 'x-forwarded-for', 'x-request-id'];

async function visitorHeaders(): Promise<Headers> {
  const visitor = await headers();
  const own = new Headers();
  for (const name of FORWARDED) {
    const value = visitor.get(name);
    if (value !== null) own.set(name, value);
  }
  return own;
}

/** Calls as the visitor: their cookie decides, as it does in the browser. */
const client = createTRPCClient<AppRouter>({
  links: [
    httpLink({
      url: 'http://in-process/api/trpc',
      async fetch(url, init) {
        const door = openDoor();
        if (!door) throw new Error('no in-process door');
        const own = await visitorHeaders();
        for (const [name, value] of new Headers(init?.headers as HeadersInit)) own.set(name, value);
        return door.fetch(new Request(String(url), { ...(init as RequestInit), headers: own }));
      },
    }),
  ],
});

export const api = createTRPCOptionsProxy<AppRouter>({ client, queryClient: getQueryClient });
