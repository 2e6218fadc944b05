import type { IncomingMessage, ServerResponse } from 'node:http';
import { toApiError } from '@teredo-fleet/api';
import type { VerbInput, VerbTable } from '@teredo-fleet/services';
import { respondJson } from '../http/respond';
import { respondChunks } from '../http/respond-chunks';
import { type ApiParts, createApiContext } from './api-context';
import type { RequestContext } from './request-context';
import { fetchHeaders } from './web-fetch';

const EXPORT_PATH = /^\/api\/audit\/entries\.(csv|jsonl)$/;

export const isAuditExportPath = (path: string): boolean => EXPORT_PATH.test(path);

/** The filter as the page's own address has it; what is no part of one is for the verb to refuse. */
function inputOf({ url = '' }: IncomingMessage, path: string): VerbInput<'audit.export'> {
  const filter = Object.fromEntries(new URL(`http://local${url}`).searchParams);
  return { filter, format: EXPORT_PATH.exec(path)?.[1] === 'csv' ? 'csv' : 'jsonl' };
}

/** `GET /api/audit/entries.csv|jsonl?actor=…`: every entry that matches, however many there are. */
export function auditExportRoute(verbs: VerbTable, parts: ApiParts) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { path, requestId, origin }: RequestContext,
  ) => {
    try {
      const call = { headers: fetchHeaders(request), requestId, address: origin.address };
      const { context } = await createApiContext(parts, call);
      const file = await verbs['audit.export'](context.services, inputOf(request, path));
      await respondChunks(response, file.contentType, file.chunks, {
        'content-disposition': `attachment; filename="${file.fileName}"`,
      });
    } catch (error) {
      if (response.headersSent) return parts.log.info({ err: error, requestId }, 'an export was cut off');
      const { status, body } = toApiError(error, requestId);
      if (status === 500) parts.log.error({ err: error, requestId }, 'an export failed');
      respondJson(response, status, { error: body });
    }
  };
}
