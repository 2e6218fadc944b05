import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  callRoute,
  evidenceSchemaAt,
  findRoute,
  type HttpAnswer,
  type HttpRoute,
  MAX_BODY_BYTES,
  openApiDocument,
  PROBLEM_TYPE,
  type Problem,
  problem,
  problemOf,
  readInput,
  tooLarge,
} from '@teredo-fleet/api';
import { type ServiceContext, UnauthenticatedError, type VerbTable } from '@teredo-fleet/services';
import { BodyTooLargeError, readBody } from '../http/read-body';
import { respondBytes } from '../http/respond';
import { respondChunks } from '../http/respond-chunks';
import { type ApiParts, tokenContext } from './api-context';
import { readBearer } from './bearer';
import type { BundleSender } from './bundle-sender';
import { ProgramLimits } from './program-limits';
import type { RequestContext } from './request-context';

const PREFIX = '/api/v1';
const DOCUMENT = '/openapi.json';
const RETRY_SECONDS = 5;

export const isProgramPath = (path: string): boolean => path === PREFIX || path.startsWith(`${PREFIX}/`);

/** A refusal of the transport itself, on its way to the answer. */
class Refused extends Error {
  constructor(
    readonly problem: Problem,
    readonly headers: Record<string, string | number> = {},
  ) {
    super(problem.detail);
  }
}

const quoted = (fileName: string): string => fileName.replace(/[^\w.-]/g, '_');

async function send(response: ServerResponse, { contentType, body, fileName }: HttpAnswer): Promise<void> {
  const headers: Record<string, string> =
    fileName === null ? {} : { 'content-disposition': `attachment; filename="${quoted(fileName)}"` };
  if (typeof body === 'string') respondBytes(response, 200, contentType, Buffer.from(body), headers);
  else await respondChunks(response, contentType, body, headers);
}

function sendProblem(
  response: ServerResponse,
  found: Problem,
  headers: Record<string, string | number> = {},
): void {
  respondBytes(response, found.status, PROBLEM_TYPE, Buffer.from(JSON.stringify(found)), headers);
}

function routeOf(request: IncomingMessage, path: string, requestId: string) {
  const found = findRoute(request.method ?? 'GET', path);
  if (found.kind === 'route') return found;
  if (found.kind === 'nothing') {
    const text = `There is nothing at this address. What there is stands in ${PREFIX}${DOCUMENT}.`;
    throw new Refused(problem(404, 'not-found', text, requestId));
  }
  const allow = found.allow.join(', ');
  throw new Refused(problem(405, 'method-not-allowed', `Use ${allow} here.`, requestId), { allow });
}

/** What a POST brings; null: nothing. Only plain JSON is read: it is what no foreign page can send without being asked. */
async function bodyOf(request: IncomingMessage, route: HttpRoute, requestId: string) {
  if (route.method === 'GET') return null;
  const type = request.headers['content-type']?.trim().toLowerCase();
  const body = await readBody(request, MAX_BODY_BYTES);
  if (type === undefined && body.length === 0) return null;
  const plain = /^application\/json(\s*;\s*charset="?utf-8"?)?$/.test(type ?? '');
  if (plain && (request.headers['content-encoding'] ?? 'identity') === 'identity') return body;
  const text = 'Send application/json in UTF-8, not compressed.';
  throw new Refused(problem(415, 'unsupported-media-type', text, requestId), { accept: 'application/json' });
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

const searchOf = ({ url = '' }: IncomingMessage): URLSearchParams =>
  new URL(`http://local${url}`).searchParams;

/** Headers that go with a refusal of a verb. */
function headersOf(error: unknown, found: Problem): Record<string, string | number> {
  if (error instanceof UnauthenticatedError) return { 'www-authenticate': 'Bearer realm="Teredo Fleet"' };
  return found.status === 503 ? { 'retry-after': RETRY_SECONDS } : {};
}

/**
 * `/api/v1`: the verbs for programs, which show an API token. Cookies are not looked at and no foreign page is let in, so
 * that nobody's browser can be made to call it in their name.
 */
export function programDoor(verbs: VerbTable, parts: ApiParts & { bundles: BundleSender }, version: string) {
  const limits = new ProgramLimits();
  const document = JSON.stringify(openApiDocument(version));

  /** What is the same for everybody and no secret. */
  const openDocument = (path: string): string | null =>
    path === DOCUMENT ? document : evidenceSchemaAt(path);

  function admit(secret: string | null, { origin, requestId }: RequestContext): void {
    if (limits.admits(secret, origin.address)) return;
    const text = 'There were too many requests from here. Wait a little, then go on more slowly.';
    throw new Refused(problem(429, 'too-many-requests', text, requestId), { 'retry-after': RETRY_SECONDS });
  }

  function bearerOf(request: IncomingMessage, context: RequestContext): string {
    try {
      return readBearer(request);
    } catch (error) {
      admit(null, context);
      throw error;
    }
  }

  function sendBundle(response: ServerResponse, services: ServiceContext, asked: unknown) {
    // What is no id is for the verb to refuse.
    const { id } = asked as { id: string };
    return parts.bundles.send(response, {
      look: () => verbs['evidence.get'](services, { id }),
      take: () => verbs['evidence.download'](services, { id }),
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse, context: RequestContext) {
    const { requestId, origin } = context;
    const path = context.path.slice(PREFIX.length);
    const open = request.method === 'GET' || request.method === 'HEAD' ? openDocument(path) : null;
    if (open !== null) {
      admit(null, context);
      return send(response, { contentType: 'application/json; charset=utf-8', body: open, fileName: null });
    }
    const secret = bearerOf(request, context);
    admit(secret, context);
    const found = routeOf(request, path, requestId);
    const purpose = found.route.method === 'GET' ? 'looks' : 'acts';
    const services = await tokenContext(parts, { requestId, address: origin.address }, secret, purpose);
    limits.learn(secret);
    const http = {
      path: found.path,
      search: searchOf(request),
      idempotencyKey: headerOf(request, 'idempotency-key'),
      body: await bodyOf(request, found.route, requestId),
    };
    if (found.route.answer === 'bundle') return sendBundle(response, services, readInput(found.route, http));
    return send(response, await callRoute(verbs, found.route, services, http));
  }

  return async (request: IncomingMessage, response: ServerResponse, context: RequestContext) => {
    const { requestId } = context;
    try {
      await answer(request, response, context);
    } catch (error) {
      if (response.headersSent) return parts.log.info({ err: error, requestId }, 'a file was cut off');
      if (error instanceof Refused) return sendProblem(response, error.problem, error.headers);
      if (error instanceof BodyTooLargeError) {
        const { message, fields } = tooLarge(error.maxBytes);
        const found = problem(413, 'too-large', message, requestId, fields);
        return sendProblem(response, found, { connection: 'close' });
      }
      const found = problemOf(error, requestId);
      if (found.status === 500) parts.log.error({ err: error, requestId }, 'a call failed');
      sendProblem(response, found, headersOf(error, found));
    }
  };
}
