import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/read-body';
import { type Auth, CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from './auth';
import type { RequestContext } from './request-context';
import { fetchRequest, sendFetchResponse } from './web-fetch';

const MAX_BODY_BYTES = 16 * 1024;

/** The open routes of the sign-in library. */
export function authRoute(auth: Auth, publicUrl: string) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { requestId, origin }: RequestContext,
  ) => {
    const body = await readBody(request, MAX_BODY_BYTES);
    const asked = fetchRequest(request, publicUrl, body);
    asked.headers.set(CLIENT_ADDRESS_HEADER, origin.address);
    asked.headers.set(REQUEST_ID_HEADER, requestId);
    await sendFetchResponse(response, await auth.handler(asked));
  };
}
