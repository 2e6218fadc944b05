import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { toApiError } from '@teredo-fleet/api';
import { type BundleView, UnavailableError, type VerbTable } from '@teredo-fleet/services';
import { respondJson } from '../http/respond';
import { bundleFile } from '../reporter/bundle-files';
import { type ApiParts, createApiContext } from './api-context';
import type { RequestContext } from './request-context';
import { fetchHeaders } from './web-fetch';

const EVIDENCE_PATH = /^\/api\/evidence\/([0-9a-fA-F-]{36})\.zip$/;

export const isEvidencePath = (path: string): boolean => EVIDENCE_PATH.test(path);

async function isHere(file: string, bytes: number): Promise<boolean> {
  try {
    return (await stat(file)).size === bytes;
  } catch {
    return false;
  }
}

const awayFrom = (host: string): UnavailableError =>
  new UnavailableError(
    `The file of this bundle is not on this server. Open the dashboard of ${host}, where it was made, or ask for the bundle again.`,
  );

interface Sending {
  bundlesDir: string;
  log: ApiParts['log'];
}

async function send(response: ServerResponse, view: BundleView, { bundlesDir, log }: Sending): Promise<void> {
  const { id, file } = view;
  response.writeHead(200, {
    'content-type': 'application/zip',
    'content-length': file!.bytes,
    'content-disposition': `attachment; filename="${file!.name}"`,
  });
  try {
    await pipeline(createReadStream(bundleFile(bundlesDir, id)), response);
  } catch (error) {
    // The length was told before: whoever takes it sees that it was cut off.
    log.info({ err: error, bundleId: id }, 'a bundle was not taken to its end');
  }
}

/** `GET /api/evidence/<id>.zip`: a finished bundle, for whoever may read the audit trail of its scope. */
export function evidenceRoute(verbs: VerbTable, parts: ApiParts, bundlesDir: string) {
  async function findFile(request: IncomingMessage, { path, requestId, origin }: RequestContext) {
    const [, id = ''] = EVIDENCE_PATH.exec(path) ?? [];
    const call = { headers: fetchHeaders(request), requestId, address: origin.address };
    const { context } = await createApiContext(parts, call);
    const { state, file } = await verbs['evidence.get'](context.services, { id });
    if (state === 'ready' && file !== null && !(await isHere(bundleFile(bundlesDir, id), file.bytes)))
      throw awayFrom(file.host);
    return verbs['evidence.download'](context.services, { id });
  }

  return async (request: IncomingMessage, response: ServerResponse, context: RequestContext) => {
    const { requestId } = context;
    try {
      await send(response, await findFile(request, context), { bundlesDir, log: parts.log });
    } catch (error) {
      const { status, body } = toApiError(error, requestId);
      if (status === 500) parts.log.error({ err: error, requestId }, 'a bundle could not be sent');
      respondJson(response, status, { error: body });
    }
  };
}
