import { TooManyReadersError } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import type { ServiceContext } from '../core/context';
import { defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { type FilePart, fileNameOf, recordedFile } from '../core/recorded-file';
import { requireUser } from '../core/require-user';
import { scopesOf } from '../core/scopes';
import { UnavailableError } from '../errors';
import type { ParsedInput } from '../inputs';
import type { MachineFilter } from '../inputs/machine-inputs';
import { findMachine } from '../machine/find-machine';
import { readSettings } from '../settings/settings-store';
import { findingRows } from './finding-rows';
import type { FindingsFormat, FindingsHead, MachineRows } from './findings-as-text';
import { FINDINGS_FORMATS } from './findings-formats';
import { findRule, KNOWN_RULES } from './known-rules';
import { type FindingsReading, type ReadMachine, readFindings } from './read-findings';

const ACTIVE: MachineFilter = { status: ['active'] };
const BUSY = 'Several people export findings now. Try again when one is done.';

interface Wanted {
  reading: FindingsReading;
  head: FindingsHead;
  /** Whether something was left out by choice: then machines without a row are, too. */
  narrowed: boolean;
}

function machineRows(machine: ReadMachine, { head, narrowed }: Wanted): MachineRows[] {
  const rows = findingRows(machine, head);
  const { id, hostname, labels, scope, observedAt } = machine;
  const silent = machine.observation === null;
  if (narrowed && rows.length === 0) return [];
  return [{ machine: { id, hostname, labels, scope }, silent, observedAt, rows }];
}

async function* partsOf(
  { pool }: ServiceContext,
  format: FindingsFormat,
  wanted: Wanted,
): AsyncGenerator<FilePart> {
  const { head, reading } = wanted;
  yield { text: format.head(head), rows: 0 };
  let isFirst = true;
  try {
    for await (const read of readFindings(pool, reading)) {
      const machines = read.flatMap((one) => machineRows(one, wanted));
      if (machines.length === 0) continue;
      const text = format.machines(machines, head, isFirst);
      isFirst = false;
      yield { text, rows: machines.reduce((sum, { rows }) => sum + rows.length, 0) };
    }
  } catch (error) {
    if (!(error instanceof TooManyReadersError)) throw error;
    throw new UnavailableError(BUSY);
  }
  yield { text: format.tail(head, isFirst), rows: 0 };
}

function wantedRules(ids: ParsedInput<'finding.export'>['rules']) {
  return ids === undefined ? KNOWN_RULES : ids.map(findRule);
}

/**
 * What rules say of machines, as a file of one instant: verdicts as they stood and waivers as they held then, however long
 * the file takes. That it was asked for is an entry; how it ended, with the SHA-256 of the file, is another.
 */
export const exportFindings = defineChange('finding.export', async (call, asked) => {
  const { context, now, tx, actor } = call;
  const { format, machineId = null, verdicts = null } = asked;
  const filter = asked.filter ?? (machineId === null ? ACTIVE : {});
  const person = requireUser(actor);
  if (machineId !== null) await findMachine(call, machineId);
  const rules = wantedRules(asked.rules);
  const { intervals } = await readSettings(tx);
  const wanted: Wanted = {
    reading: {
      scopes: scopesOf(actor),
      userId: person.id,
      at: now,
      filter,
      machineId,
      observeSeconds: intervals.observeSeconds,
    },
    head: { at: iso(now), generatedBy: person.name, filter: { ...filter, machineId }, rules, verdicts },
    narrowed: asked.rules !== undefined || verdicts !== null,
  };
  const how = FINDINGS_FORMATS[format];
  const fileName = fileNameOf('findings', now, how.extension);
  const object = { kind: 'finding', id: context.ports.random.uuid(), name: fileName } as const;
  return {
    result: {
      fileName,
      contentType: how.contentType,
      chunks: recordedFile({ context, verb: 'finding.export', object }, partsOf(context, how, wanted)),
    },
    entries: [entry(object, null, { after: { ...asked, at: iso(now) } })],
    wake: [],
    changed: [],
  };
});
