import { createHash } from 'node:crypto';
import { readAudit, TooManyReadersError } from '@teredo-fleet/db';
import { type AuditDraft, entry, writeEntries } from '../core/audit-entry';
import type { ServiceContext } from '../core/context';
import { defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { notify } from '../core/notify';
import { requireUser } from '../core/require-user';
import { scopesOf } from '../core/scopes';
import { transact } from '../core/transaction';
import { UnavailableError } from '../errors';
import type { ParsedInput } from '../inputs';
import { auditConditions } from './audit-conditions';
import { EXPORT_TYPES, entriesText, headText } from './entries-as-text';

type Asked = ParsedInput<'audit.export'>;

interface Export {
  context: ServiceContext;
  asked: Asked;
  object: AuditDraft['object'];
}

/** What was given out so far. */
interface Given {
  rows: number;
  bytes: number;
}

async function* texts({ context, asked }: Export, given: Given): AsyncGenerator<string> {
  const { actor, pool } = context;
  const visibility = { scopes: scopesOf(actor), userId: requireUser(actor).id };
  let isFirst = true;
  try {
    for await (const entries of readAudit(pool, visibility, auditConditions(asked.filter))) {
      yield `${isFirst ? headText(asked.format) : ''}${entriesText(asked.format, entries)}`;
      given.rows += entries.length;
      isFirst = false;
    }
  } catch (error) {
    if (!(error instanceof TooManyReadersError)) throw error;
    throw new UnavailableError('Several people export the audit trail now. Try again when one is done.');
  }
  if (isFirst) yield headText(asked.format);
}

async function writeEnd({ context, object }: Export, end: Partial<AuditDraft>): Promise<void> {
  await transact(context, '*', async (tx) => {
    await writeEntries(tx, context, 'audit.export', [entry(object, null, end)]);
    await notify(tx, [], ['audit']);
  });
}

/**
 * The file, piece by piece. The entry about its end, with the SHA-256 of all of it, is written before the reader sees that
 * it is whole; one that was given up says so.
 */
async function* chunksOf(made: Export): AsyncGenerator<string, void, undefined> {
  const hash = createHash('sha256');
  const given: Given = { rows: 0, bytes: 0 };
  let isWhole = false;
  try {
    for await (const text of texts(made, given)) {
      hash.update(text);
      given.bytes += Buffer.byteLength(text);
      yield text;
    }
    isWhole = true;
  } finally {
    const whole = { after: { ...given, sha256: hash.digest('hex') } };
    const cutOff = {
      outcome: 'failed',
      after: { ...given },
      reason: 'The file was not read to its end.',
    } as const;
    await writeEnd(made, isWhole ? whole : cutOff);
  }
}

/**
 * Every entry that matches, as a file. That it was asked for is an entry; how it ended, with the SHA-256 of the file, is
 * another.
 */
export const exportAudit = defineChange('audit.export', async (call, asked) => {
  requireUser(call.actor);
  const { context, now } = call;
  const stamp = iso(now).replace(/[-:]|\.\d+/g, '');
  const fileName = `teredo-fleet-audit-${stamp}.${asked.format}`;
  const object = { kind: 'audit', id: context.ports.random.uuid(), name: fileName } as const;
  return {
    result: {
      fileName,
      contentType: EXPORT_TYPES[asked.format],
      chunks: chunksOf({ context, asked, object }),
    },
    entries: [entry(object, null, { after: { ...asked } })],
    wake: [],
    changed: [],
  };
});
