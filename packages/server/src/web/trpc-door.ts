import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AppRouter, MAX_BATCH_SIZE, TRANSPORT_CODES } from '@teredo-fleet/api';
import { ServiceError } from '@teredo-fleet/services';
import { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { type ApiCall, type ApiParts, createApiContext } from './api-context';
import type { RequestContext } from './request-context';
import { cookiesFor, fetchHeaders } from './web-fetch';

export const TRPC_PREFIX = '/api/trpc';
const MAX_BODY_BYTES = 512 * 1024;

/** What can't even be begun has the same answer as a call that failed. */
async function contextOf(parts: ApiParts, call: ApiCall): ReturnType<typeof createApiContext> {
  try {
    return await createApiContext(parts, call);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new TRPCError({ code: TRANSPORT_CODES[error.code].trpc, message: error.message, cause: error });
  }
}

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
        const { context, setCookies } = await contextOf(parts, call);
        if (setCookies.length > 0) response.setHeader('set-cookie', cookiesFor(setCookies, origin.secure));
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
          (await contextOf(parts, { headers: request.headers, requestId, address })).context,
      });
    },
  };
}
