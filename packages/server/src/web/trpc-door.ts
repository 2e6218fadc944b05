import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AppRouter, MAX_BATCH_SIZE } from '@teredo-fleet/api';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { type ApiParts, createApiContext } from './api-context';
import type { RequestContext } from './request-context';
import { fetchHeaders } from './web-fetch';

export const TRPC_PREFIX = '/api/trpc';
const MAX_BODY_BYTES = 512 * 1024;

/** tRPC for browsers, over the web role's port; subscriptions are server-sent events. */
export function trpcOverHttp(router: AppRouter, parts: ApiParts) {
  return (request: IncomingMessage, response: ServerResponse, { path, requestId, origin }: RequestContext) =>
    nodeHTTPRequestHandler({
      router,
      req: request,
      res: response,
      path: path.slice(TRPC_PREFIX.length + 1),
      maxBodySize: MAX_BODY_BYTES,
      maxBatchSize: MAX_BATCH_SIZE,
      allowMethodOverride: false,
      createContext: async () => {
        const call = { headers: fetchHeaders(request), requestId, address: origin.address };
        const { context, setCookies } = await createApiContext(parts, call);
        if (setCookies.length > 0) response.setHeader('set-cookie', setCookies);
        return context;
      },
    });
}

/** tRPC for pages that this same process renders: queries only, as the visitor whose cookie they carry. */
export function trpcInProcess(router: AppRouter, parts: ApiParts) {
  return {
    fetch(request: Request): Promise<Response> {
      const requestId = request.headers.get('x-request-id') ?? randomUUID();
      const address = request.headers.get('x-forwarded-for');
      return fetchRequestHandler({
        router,
        req: request,
        endpoint: TRPC_PREFIX,
        allowMethodOverride: false,
        createContext: async () =>
          (await createApiContext(parts, { headers: request.headers, requestId, address })).context,
      });
    },
  };
}
