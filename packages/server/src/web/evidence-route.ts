import type { IncomingMessage, ServerResponse } from 'node:http';
import { toApiError } from '@teredo-fleet/api';
import { InvalidError, type ServiceContext, type VerbTable } from '@teredo-fleet/services';
import { BodyTooLargeError, readBody } from '../http/read-body';
import { respondJson } from '../http/respond';
import { type ApiParts, createApiContext } from './api-context';
import type { BundleSender, Taking } from './bundle-sender';
import type { LinkLimits } from './program-limits';
import type { RequestContext } from './request-context';
import { fetchHeaders } from './web-fetch';

const EVIDENCE_PATH = /^\/api\/evidence\/([0-9a-fA-F-]{36})\.zip$/;
const SHARED_PATH = '/api/shared-evidence.zip';
const MAX_BODY_BYTES = 4096;

export const isEvidencePath = (path: string): boolean => EVIDENCE_PATH.test(path);

/** Behind a link to a report: asked for by POST, since the secret of the link belongs in no log of addresses. */
export const isSharedEvidencePath = (path: string): boolean => path === SHARED_PATH;

/** What the page of a link sends; what it holds is for the verb to judge. */
async function readShared(request: IncomingMessage): Promise<{ secret: string; id: string }> {
  try {
    const { secret, id } = JSON.parse((await readBody(request, MAX_BODY_BYTES)).toString('utf8'));
    // Without an id one would be asked for.
    return { secret, id: String(id) };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    throw new InvalidError('Send the secret of the link and the id of the bundle as JSON.');
  }
}

function takingOf(verbs: VerbTable, services: ServiceContext, id: string): Taking {
  return {
    look: () => verbs['evidence.get'](services, { id }),
    take: () => verbs['evidence.download'](services, { id }),
  };
}

/**
 * `GET /api/evidence/<id>.zip`: a finished bundle, for whoever may read the audit trail of its scope.
 * `POST /api/shared-evidence.zip`: the same for whoever has a link to the report of its rollout.
 */
export function evidenceRoute(
  verbs: VerbTable,
  parts: ApiParts,
  { bundles, limits }: { bundles: BundleSender; limits: LinkLimits },
) {
  async function taking(request: IncomingMessage, { path, requestId, origin }: RequestContext) {
    const call = { headers: fetchHeaders(request), requestId, address: origin.address };
    const { context } = await createApiContext(parts, call);
    const { services } = context;
    if (!isSharedEvidencePath(path)) return takingOf(verbs, services, EVIDENCE_PATH.exec(path)?.[1] ?? '');
    limits.admit(origin.address);
    const asked = await readShared(request);
    return {
      look: () => verbs['reportLink.bundle'](services, asked),
      take: () => verbs['reportLink.takeBundle'](services, asked),
    };
  }

  return async (request: IncomingMessage, response: ServerResponse, context: RequestContext) => {
    const { requestId } = context;
    try {
      await bundles.send(response, await taking(request, context));
    } catch (error) {
      if (error instanceof BodyTooLargeError) throw error;
      const { status, body } = toApiError(error, requestId);
      if (status === 500) parts.log.error({ err: error, requestId }, 'a bundle could not be sent');
      respondJson(response, status, { error: body });
    }
  };
}
