import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tooLarge } from '@teredo-fleet/api';
import type { ReadOrigin, RequestOrigin } from '../http/client-address';
import { BodyTooLargeError } from '../http/read-body';
import { respondJson } from '../http/respond';
import type { Logger } from '../log';
import { AUTH_PREFIX, CLIENT_ADDRESS_HEADER, isAuthPath, REQUEST_ID_HEADER } from './auth';
import { isEvidencePath, isSharedEvidencePath } from './evidence-route';
import { isExportPath } from './export-route';
import { isProgramPath } from './program-door';
import type { ReadPublicUrls } from './public-urls';
import { isReportPath } from './report-route';
import { newRequestId, pathOf, type RequestContext } from './request-context';
import { isSameOrigin, ownOrigins } from './same-origin';
import { contentSecurityPolicy, setSecurityHeaders } from './security-headers';
import { TRPC_PREFIX } from './trpc-door';
import { isVerifierFile, silenceOf } from './verifier-files';

type Route = (request: IncomingMessage, response: ServerResponse, context: RequestContext) => Promise<void>;

export interface WebRoutes {
  healthz: Route;
  readyz: Route;
  auth: Route;
  trpc: Route;
  report: Route;
  evidence: Route;
  /** The programs that check evidence. */
  verifier: Route;
  exports: Route;
  /** The HTTP API for programs: it knows no cookies, and refuses in its own words. */
  programs: Route;
  /** Everything else: pages and their files. */
  pages: Route;
}

export interface WebHandlerOptions {
  readOrigin: ReadOrigin;
  publicUrls: ReadPublicUrls;
  /** Told with every answer, so that a page notices when the server has become another than the one that sent it. */
  build: string;
  dev: boolean;
  log: Logger;
}

/** Of an answer: the build that gave it. Of a request, as pages read it: the build that renders them. */
const BUILD_HEADER = 'x-teredo-build';

const METHODS = ['GET', 'HEAD', 'POST'];

/** Taking a file is put on record: only who asks for all of it has taken it. */
const isFilePath = (path: string): boolean =>
  isReportPath(path) || isEvidencePath(path) || isExportPath(path);

function methodsOf(path: string): string[] {
  if (isFilePath(path)) return ['GET'];
  return isSharedEvidencePath(path) ? ['POST'] : METHODS;
}

interface Refusal {
  status: number;
  code: string;
  message: string;
  fields?: Readonly<Record<string, string>>;
}

function chooseRoute(routes: WebRoutes, path: string): Route | null {
  if (path === '/healthz') return routes.healthz;
  if (path === '/readyz') return routes.readyz;
  if (path === AUTH_PREFIX || path.startsWith(`${AUTH_PREFIX}/`))
    return isAuthPath(path) ? routes.auth : null;
  if (path.startsWith(`${TRPC_PREFIX}/`)) return routes.trpc;
  if (isReportPath(path)) return routes.report;
  if (isEvidencePath(path) || isSharedEvidencePath(path)) return routes.evidence;
  if (isVerifierFile(path)) return routes.verifier;
  if (isExportPath(path)) return routes.exports;
  return path === '/api' || path.startsWith('/api/') ? null : routes.pages;
}

const FOREIGN =
  'This request does not come from a page of this server. Open the dashboard at its public address, or set TEREDO_FLEET_PUBLIC_URL to the address that you use';

const UNREADABLE: Refusal = {
  status: 400,
  code: 'invalid',
  message: 'This address cannot be read. Check its spelling.',
};

function refuse(response: ServerResponse, refusal: Refusal, requestId: string): void {
  const { status, code, message, fields = {} } = refusal;
  respondJson(response, status, { error: { code, message, requestId, fields } });
}

/** Headers that only this server may set, as what it found out itself. */
function overwriteHeaders(request: IncomingMessage, context: RequestContext, policy: string): void {
  delete request.headers[CLIENT_ADDRESS_HEADER];
  delete request.headers[REQUEST_ID_HEADER];
  request.headers['x-request-id'] = context.requestId;
  request.headers['x-forwarded-for'] = context.origin.address;
  request.headers['x-nonce'] = context.nonce;
  request.headers['content-security-policy'] = policy;
}

/** Every request of the web role: who asks, what may not pass, which route answers. */
export function createWebHandler(routes: WebRoutes, options: WebHandlerOptions) {
  const { readOrigin, publicUrls, build, dev, log } = options;

  /** Why a request that may change something isn't taken; null when it is. */
  async function refuseChange(request: IncomingMessage, origin: RequestOrigin): Promise<Refusal | null> {
    const isOurs = async (fresh: boolean) =>
      isSameOrigin(request, ownOrigins(request, origin, await publicUrls({ fresh })));
    if (!(await isOurs(false)) && !(await isOurs(true))) {
      const known = (await publicUrls({ fresh: false })).join(', ');
      return { status: 403, code: 'forbidden', message: `${FOREIGN} (now: ${known}).` };
    }
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (type === 'application/json' || request.headers['content-length'] === '0') return null;
    return { status: 415, code: 'invalid', message: 'Send application/json.' };
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    context: RequestContext,
  ): Promise<void> {
    const { path, origin, requestId } = context;
    if (isProgramPath(path)) return routes.programs(request, response, context);
    const method = request.method ?? 'GET';
    const allowed = methodsOf(path);
    if (!allowed.includes(method)) {
      response.setHeader('allow', allowed.join(', '));
      const message = `Use ${allowed.join(' or ')} here.`;
      return refuse(response, { status: 405, code: 'invalid', message }, requestId);
    }
    const route = chooseRoute(routes, path);
    if (route === null) {
      const message = 'There is nothing at this address. Check its spelling.';
      return refuse(response, { status: 404, code: 'not-found', message }, requestId);
    }
    if (method === 'POST') {
      const refusal = await refuseChange(request, origin);
      if (refusal !== null) return refuse(response, refusal, requestId);
    }
    await route(request, response, context);
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const origin = readOrigin(request);
    const nonce = randomBytes(16).toString('base64');
    const path = pathOf(request);
    const context = { requestId: newRequestId(), origin, path: path ?? '', nonce };
    const policy = contentSecurityPolicy({
      nonce,
      secure: origin.secure,
      dev,
      silent: silenceOf(context.path),
    });
    setSecurityHeaders(response, policy, origin.secure);
    if (context.path.startsWith('/api/')) response.setHeader('cache-control', 'no-store');
    response.setHeader('x-request-id', context.requestId);
    response.setHeader(BUILD_HEADER, build);
    if (path === null) return refuse(response, UNREADABLE, context.requestId);
    overwriteHeaders(request, context, policy);
    request.headers[BUILD_HEADER] = build;
    answer(request, response, context).catch((error: unknown) => {
      if (error instanceof BodyTooLargeError) {
        response.setHeader('connection', 'close');
        const refusal = { status: 413, code: 'invalid', ...tooLarge(error.maxBytes) };
        return refuse(response, refusal, context.requestId);
      }
      log.error({ err: error, requestId: context.requestId }, 'a request failed');
      const message = `Something went wrong on the server. Give this number to whoever runs it: ${context.requestId}`;
      refuse(response, { status: 500, code: 'internal', message }, context.requestId);
      if (!response.writableEnded) response.destroy();
    });
  };
}
