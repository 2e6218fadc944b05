import type { IncomingMessage, ServerResponse } from 'node:http';
import { onlyValues, toApiError } from '@teredo-fleet/api';
import type { VerbTable } from '@teredo-fleet/services';
import { respondBytes, respondJson } from '../http/respond';
import { type ApiParts, createApiContext } from './api-context';
import { jsonAs } from './json-as';
import type { RequestContext } from './request-context';
import { fetchHeaders } from './web-fetch';

const REPORT_PATH = /^\/api\/reports\/([0-9a-fA-F-]{36})\.(json|csv)$/;

export const isReportPath = (path: string): boolean => REPORT_PATH.test(path);

const quoted = (fileName: string): string => fileName.replace(/[^\w.-]/g, '_');

/** `GET /api/reports/<rolloutId>.json|csv?at=…`: a finished file, for whoever may see that rollout. */
export function reportRoute(verbs: VerbTable, parts: ApiParts) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { path, requestId, origin }: RequestContext,
  ) => {
    const [, rolloutId = '', format] = REPORT_PATH.exec(path) ?? [];
    try {
      const call = { headers: fetchHeaders(request), requestId, address: origin.address };
      const { context } = await createApiContext(parts, call);
      const { searchParams } = new URL(`http://local${request.url ?? ''}`);
      const { later, ...moment } = onlyValues(searchParams);
      const report = await verbs['report.export'](context.services, {
        ...moment,
        ...jsonAs('later', later),
        rolloutId,
        format: format === 'csv' ? 'csv' : 'json',
      });
      respondBytes(response, 200, report.contentType, Buffer.from(report.body), {
        'content-disposition': `attachment; filename="${quoted(report.fileName)}"`,
      });
    } catch (error) {
      const { status, body } = toApiError(error, requestId);
      if (status === 500) parts.log.error({ err: error, requestId }, 'a report failed');
      respondJson(response, status, { error: body });
    }
  };
}
