import { readInSnapshot, TooManyReadersError, takeReadingPlace } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import type { ServiceContext } from '../core/context';
import { defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { type FilePart, fileNameOf, recordedFile } from '../core/recorded-file';
import { requireUser } from '../core/require-user';
import { scopesOf } from '../core/scopes';
import { UnavailableError } from '../errors';
import type { PastFilter } from '../inputs/past-inputs';
import { keptSince, toldKeptSince } from './kept-since';
import { momentOf } from './moment';
import { PAST_FORMATS, type PastFormat, type PastHead } from './past-as-text';
import { thereConditions } from './past-conditions';
import { type FoundMachine, pastRows, rowOf } from './past-rows';

const MACHINES_AT_ONCE = 500;

interface Wanted {
  at: Date;
  filter: PastFilter;
  format: PastFormat;
  head: PastHead;
}

/** The pieces of the file, all of one snapshot. */
async function* partsOf(
  { pool, actor }: ServiceContext,
  { at, filter, format, head }: Wanted,
): AsyncGenerator<FilePart<string>> {
  const scopes = scopesOf(actor);
  const { text, values } = pastRows({ at, where: thereConditions({ scopes }, filter, at), limit: null });
  let isFirst = true;
  try {
    const found = readInSnapshot<FoundMachine>(pool, {
      visibility: { scopes, userId: requireUser(actor).id },
      text,
      values,
      rowsAtOnce: MACHINES_AT_ONCE,
      prepare: (db) => takeReadingPlace(db, 'past'),
    });
    for await (const machines of found) {
      const start = isFirst ? format.head(head) : '';
      yield { text: start + format.machines(machines.map(rowOf), head, isFirst), rows: machines.length };
      isFirst = false;
    }
  } catch (error) {
    if (!(error instanceof TooManyReadersError)) throw error;
    throw new UnavailableError('Several people export the past now. Try again when one is done.');
  }
  yield { text: `${isFirst ? format.head(head) : ''}${format.tail}`, rows: 0 };
}

/**
 * What machines were at a moment, and what their people had been told, as a file. That it was asked for is an entry; how it
 * ended, with the SHA-256 of the file, is another.
 */
export const exportPast = defineChange('past.export', async (call, { format, filter, ...asked }) => {
  const { context, now, tx, actor } = call;
  const at = momentOf(asked, now).instant;
  const head: PastHead = {
    at: iso(at),
    keptSince: await keptSince(tx, now),
    toldKeptSince: await toldKeptSince(tx),
    madeAt: iso(now),
    generatedBy: requireUser(actor).name,
    filter,
  };
  const how = PAST_FORMATS[format];
  const fileName = fileNameOf('machines', at, format);
  const object = { kind: 'past', id: context.ports.random.uuid(), name: fileName } as const;
  return {
    result: {
      fileName,
      contentType: how.contentType,
      chunks: recordedFile(
        { context, verb: 'past.export', object },
        partsOf(context, { at, filter, format: how, head }),
      ),
    },
    entries: [entry(object, null, { after: { ...asked, format, filter, at: iso(at) } })],
    wake: [],
    changed: [],
  };
});
