import { readAudit, TooManyReadersError } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import type { ServiceContext } from '../core/context';
import { defineChange } from '../core/define-verb';
import { type FilePart, fileNameOf, recordedFile } from '../core/recorded-file';
import { requireUser } from '../core/require-user';
import { scopesOf } from '../core/scopes';
import { UnavailableError } from '../errors';
import type { ParsedInput } from '../inputs';
import { auditConditions } from './audit-conditions';
import { EXPORT_TYPES, entriesText, headText } from './entries-as-text';

type Asked = ParsedInput<'audit.export'>;

async function* partsOf(
  { actor, pool }: ServiceContext,
  { filter, format }: Asked,
): AsyncGenerator<FilePart<string>> {
  const visibility = { scopes: scopesOf(actor), userId: requireUser(actor).id };
  let isFirst = true;
  try {
    for await (const entries of readAudit(pool, visibility, auditConditions(filter))) {
      const text = `${isFirst ? headText(format) : ''}${entriesText(format, entries)}`;
      isFirst = false;
      yield { text, rows: entries.length };
    }
  } catch (error) {
    if (!(error instanceof TooManyReadersError)) throw error;
    throw new UnavailableError('Several people export the audit trail now. Try again when one is done.');
  }
  if (isFirst) yield { text: headText(format), rows: 0 };
}

/**
 * Every entry that matches, as a file. That it was asked for is an entry; how it ended, with the SHA-256 of the file, is
 * another.
 */
export const exportAudit = defineChange('audit.export', async (call, asked) => {
  requireUser(call.actor);
  const { context, now } = call;
  const fileName = fileNameOf('audit', now, asked.format);
  const object = { kind: 'audit', id: context.ports.random.uuid(), name: fileName } as const;
  return {
    result: {
      fileName,
      contentType: EXPORT_TYPES[asked.format],
      chunks: recordedFile({ context, verb: 'audit.export', object }, partsOf(context, asked)),
    },
    entries: [entry(object, null, { after: { ...asked } })],
    wake: [],
    changed: [],
  };
});
