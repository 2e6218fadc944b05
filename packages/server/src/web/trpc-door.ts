import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AppRouter, MAX_BATCH_SIZE, MAX_BODY_BYTES, TRANSPORT_CODES } from '@teredo-fleet/api';
import { ServiceError } from '@teredo-fleet/services';
import { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { type ApiParts, createApiContext } from './api-context';
import type { LinkLimits } from './program-limits';
import type { RequestContext } from './request-context';
import { cookiesFor, fetchHeaders } from './web-fetch';

export const TRPC_PREFIX = '/api/trpc';

/** What can't even be begun has the same answer as a call that failed. */
async function asTransport<T>(begin: () => Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new TRPCError({ code: TRANSPORT_CODES[error.code].trpc, message: error.message, cause: error });
  }
}

/** What a link to a report is enough for. */
const BY_LINK = new Set(['reportLinks.open', 'reportLinks.download', 'reportLinks.bundle']);

/** tRPC for browsers, over the web role's port; subscriptions are server-sent events. */
export function trpcOverHttp(router: AppRouter, parts: ApiParts, limits: LinkLimits) {
  return (request: IncomingMessage, response: ServerResponse, { path, requestId, origin }: RequestContext) =>
    nodeHTTPRequestHandler({
      router,
      req: request,
      res: response,
      path: path.slice(TRPC_PREFIX.length + 1),
      maxBodySize: MAX_BODY_BYTES,
      maxBatchSize: MAX_BATCH_SIZE,
      allowMethodOverride: false,
      createContext: async ({ info }) => {
        const call = { headers: fetchHeaders(request), requestId, address: origin.address };
        const linked = info.calls.filter(({ path }) => BY_LINK.has(path));
        const { context, setCookies } = await asTransport(async () => {
          for (const _ of linked) limits.admit(origin.address);
          return createApiContext(parts, call);
        });
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
          (await asTransport(() => createApiContext(parts, { headers: request.headers, requestId, address })))
            .context,
      });
    },
  };
}
