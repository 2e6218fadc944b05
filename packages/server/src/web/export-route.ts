import type { IncomingMessage, ServerResponse } from 'node:http';
import { onlyValues, toApiError } from '@teredo-fleet/api';
import type { ServiceContext, StreamedFile, VerbTable } from '@teredo-fleet/services';
import { respondJson } from '../http/respond';
import { respondChunks } from '../http/respond-chunks';
import { type ApiParts, createApiContext } from './api-context';
import { jsonAs } from './json-as';
import type { RequestContext } from './request-context';
import { fetchHeaders } from './web-fetch';

interface Export {
  path: RegExp;
  /** What is asked for, as the page's own address has it; what is no part of it is for the verb to refuse. */
  open(
    verbs: VerbTable,
    context: ServiceContext,
    asked: { format: string; search: URLSearchParams },
  ): Promise<StreamedFile>;
}

/** What a file's name ends in, and in what it is written. */
const FINDINGS_ENDINGS: Readonly<Record<string, 'csv' | 'json' | 'oscal' | 'ckl'>> = {
  csv: 'csv',
  json: 'json',
  'oscal.json': 'oscal',
  ckl: 'ckl',
  'ckl.zip': 'ckl',
};

const EXPORTS: readonly Export[] = [
  {
    path: /^\/api\/audit\/entries\.(csv|jsonl)$/,
    open: (verbs, context, { format, search }) =>
      verbs['audit.export'](context, {
        filter: onlyValues(search),
        format: format === 'csv' ? 'csv' : 'jsonl',
      }),
  },
  {
    path: /^\/api\/findings\/findings\.(csv|json|oscal\.json|ckl|ckl\.zip)$/,
    open: (verbs, context, { format, search }) => {
      const { filter, later, ...rest } = onlyValues(search, ['rule', 'verdict']);
      const rules = search.has('rule') ? { rules: search.getAll('rule') } : {};
      const verdicts = search.has('verdict') ? { verdicts: search.getAll('verdict') as [] } : {};
      return verbs['finding.export'](context, {
        ...rest,
        ...rules,
        ...verdicts,
        ...jsonAs('filter', filter),
        ...jsonAs('later', later),
        format: FINDINGS_ENDINGS[format] ?? 'json',
      });
    },
  },
  {
    path: /^\/api\/past\/machines\.(csv|json)$/,
    open: (verbs, context, { format, search }) => {
      const { filter, later, at = '', ...rest } = onlyValues(search);
      return verbs['past.export'](context, {
        ...rest,
        at,
        ...jsonAs('filter', filter),
        ...jsonAs('later', later),
        format: format === 'csv' ? 'csv' : 'json',
      });
    },
  },
];

const exportAt = (path: string): Export | undefined => EXPORTS.find((one) => one.path.test(path));

export const isExportPath = (path: string): boolean => exportAt(path) !== undefined;

/** `GET /api/audit/entries.csv?actor=…`, `GET /api/findings/findings.json?rule=…`: all that matches, however much it is. */
export function exportRoute(verbs: VerbTable, parts: ApiParts) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { path, requestId, origin }: RequestContext,
  ) => {
    try {
      const call = { headers: fetchHeaders(request), requestId, address: origin.address };
      const { context } = await createApiContext(parts, call);
      const wanted = exportAt(path);
      if (wanted === undefined) throw new Error(`no export is at ${path}`);
      const { searchParams: search } = new URL(`http://local${request.url ?? ''}`);
      const format = wanted.path.exec(path)?.[1] ?? '';
      const file = await wanted.open(verbs, context.services, { format, search });
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
