import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/read-body';
import { respondJson } from '../http/respond';
import type { Logger } from '../log';
import { type Auth, CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from './auth';
import type { RequestContext } from './request-context';
import { fetchRequest, sendFetchResponse } from './web-fetch';

const MAX_BODY_BYTES = 16 * 1024;

/** The open routes of the sign-in library. */
export function authRoute(auth: Auth, publicUrl: string, log: Logger) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { requestId, origin }: RequestContext,
  ) => {
    const body = await readBody(request, MAX_BODY_BYTES);
    const asked = fetchRequest(request, publicUrl, body);
    asked.headers.set(CLIENT_ADDRESS_HEADER, origin.address);
    asked.headers.set(REQUEST_ID_HEADER, requestId);
    const answer = await auth.handler(asked).catch((error: unknown) => {
      log.warn({ err: error, requestId, path: request.url }, 'the sign-in library failed');
      return null;
    });
    if (answer !== null && answer.status < 500) return sendFetchResponse(response, answer, origin.secure);
    const message = 'Signing in does not work now: the database does not answer. Try again in a moment.';
    const code = 'unavailable';
    respondJson(response, 503, { code, message, requestId }, { 'retry-after': 5 });
  };
}
