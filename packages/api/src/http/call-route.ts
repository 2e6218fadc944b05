import type { ExportedReport, ServiceContext, StreamedFile, VerbTable } from '@teredo-fleet/services';
import type { HttpRoute } from './http-route';
import { type HttpInput, readInput } from './read-input';

/** A good answer. */
export interface HttpAnswer {
  contentType: string;
  body: string | AsyncIterable<string | Uint8Array>;
  /** Name under which a browser or `curl -OJ` keeps it; null: it is no file. */
  fileName: string | null;
}

/** A verb whose name is known only at run time. */
type AnyVerb = (context: ServiceContext, input: unknown) => Promise<unknown>;

/** Reads the input, calls the verb and writes the answer. Throws what the verb throws. */
export async function callRoute(
  verbs: VerbTable,
  route: HttpRoute,
  context: ServiceContext,
  http: HttpInput,
): Promise<HttpAnswer> {
  const verb = verbs[route.verb] as AnyVerb;
  const output = await verb(context, readInput(route, http));
  if (route.answer === 'file') return output as ExportedReport;
  if (route.answer === 'stream') {
    const { chunks, ...file } = output as StreamedFile;
    return { ...file, body: chunks };
  }
  return { contentType: 'application/json; charset=utf-8', body: JSON.stringify(output), fileName: null };
}
