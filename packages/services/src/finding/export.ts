import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { fileNameOf, recordedFile } from '../core/recorded-file';
import { requireUser } from '../core/require-user';
import { scopesOf } from '../core/scopes';
import { ConflictError, InvalidError, NotFoundError } from '../errors';
import type { ParsedInput } from '../inputs';
import { type MachineFilter, ofMoment } from '../inputs/machine-inputs';
import { pastFilter } from '../inputs/past-inputs';
import { findMachine } from '../machine/find-machine';
import { asKnownRule, askedRules, type StoredOwnRule } from '../own-rule/stored-rule';
import { keptSince, notKept } from '../past/kept-since';
import { instantAsked } from '../past/moment';
import { readSettings } from '../settings/settings-store';
import { checklistFile, checklistZip, NO_GUIDE } from './checklist-files';
import { partsOf, readMachines, type Wanted } from './export-parts';
import { FINDINGS_FORMATS } from './findings-formats';
import { BUILT_IN_RULES, type KnownRule } from './known-rules';
import { STIG_RULES } from './stig-rules';
import { standing } from './stood-at';

const ACTIVE: MachineFilter = { status: ['active'] };

type Asked = ParsedInput<'finding.export'>;

function wantedRules(own: readonly StoredOwnRule[], ids: Asked['rules']): KnownRule[] {
  const all = [...BUILT_IN_RULES, ...own.map(asKnownRule)];
  return (ids ?? all.map(({ id }) => id)).map((id) => {
    const rule = all.find((one) => one.id === id);
    if (rule === undefined) throw new NotFoundError('rule');
    return rule;
  });
}

/** A checklist has the rules of DISA and every verdict, and is of a machine for whose system there is one. */
async function requireChecklist(
  { tx }: Call,
  { machineId, rules, verdicts }: Asked,
  { then, lack }: { then: Date | null; lack: string | null },
): Promise<void> {
  if (rules !== undefined || verdicts !== undefined)
    throw new InvalidError(
      'A checklist has the rules of DISA, and all verdicts. Ask for it without others.',
      {
        [rules === undefined ? 'verdicts' : 'rules']: 'must not be there with this format',
      },
    );
  if (machineId === undefined) return;
  const said = await tx.machineFinding.findFirst({
    where: {
      machineId,
      ...standing(then),
      ruleId: { in: STIG_RULES.map(({ ruleId }) => ruleId) },
      verdict: { not: 'not-applicable' },
    },
    select: { ruleId: true },
  });
  if (said === null) throw new ConflictError(lack === null ? NO_GUIDE : `${NO_GUIDE} ${lack}`);
}

const OF_MOMENT = { told: 'What people had been told', said: 'What rules had said' } as const;

function refuseOfMoment(filter: Asked['filter']): void {
  for (const key of Object.keys(ofMoment) as (keyof typeof ofMoment)[])
    if (filter?.[key] !== undefined)
      throw new InvalidError(`${OF_MOMENT[key]} is asked of a moment. Name one, or leave it out.`, {
        filter: `must not have ${key} without a moment`,
      });
}

/** Machines of a moment are found by what is kept of it. */
function requirePastFilter(filter: MachineFilter): void {
  const kept = Object.keys(pastFilter.shape);
  const other = Object.keys(filter).filter((key) => !kept.includes(key));
  if (other.length === 0) return;
  throw new InvalidError(
    `Nobody keeps of a moment that is past what machines are found by here: ${other.join(', ')}. Ask by ${kept.join(', ')}.`,
    { filter: `must not have ${other.join(', ')}` },
  );
}

/** How a file in the format that was asked for is made. */
function fileOf({ context }: Call, { format, machineId }: Asked, wanted: Wanted) {
  const { at } = wanted.reading;
  if (format !== 'ckl') {
    const how = FINDINGS_FORMATS[format];
    return {
      fileName: fileNameOf('findings', at, how.extension),
      contentType: how.contentType,
      parts: partsOf(context, how, wanted),
    };
  }
  const machines = readMachines(context, wanted);
  return machineId === undefined
    ? {
        fileName: fileNameOf('checklists', at, 'zip'),
        contentType: 'application/zip',
        parts: checklistZip(machines, wanted.head),
      }
    : {
        fileName: fileNameOf('checklist', at, 'ckl'),
        contentType: 'application/xml; charset=utf-8',
        parts: checklistFile(machines, wanted.head),
      };
}

/**
 * What rules say of machines, or said at a moment, as a file of one instant: verdicts as they stood and waivers as they held then,
 * however long the file takes. That it was asked for is an entry; how it ended, with the SHA-256 of the file, is another.
 */
export const exportFindings = defineChange('finding.export', async (call, asked) => {
  const { context, now, tx, actor } = call;
  const { machineId = null, verdicts = null } = asked;
  const then = instantAsked(asked, now);
  // Of a moment: those that the past tells of where nothing is asked for.
  const filter = asked.filter ?? (machineId === null && then === null ? ACTIVE : {});
  const at = then ?? now;
  if (then !== null) requirePastFilter(filter);
  else refuseOfMoment(asked.filter);
  const person = requireUser(actor);
  if (machineId !== null) await findMachine(call, machineId);
  const kept = then === null ? null : await keptSince(tx, now);
  const lack = notKept({ at: iso(at), keptSince: kept });
  if (asked.format === 'ckl') await requireChecklist(call, asked, { then, lack });
  const own = await askedRules(call, then);
  const rules = wantedRules(own, asked.rules);
  const { intervals } = await readSettings(tx);
  const wanted: Wanted = {
    reading: {
      scopes: scopesOf(actor),
      userId: person.id,
      at,
      isPast: then !== null,
      filter,
      machineId,
      observeSeconds: intervals.observeSeconds,
    },
    head: {
      at: iso(at),
      keptSince: kept,
      madeAt: iso(now),
      generatedBy: person.name,
      filter: { ...filter, machineId },
      rules,
      verdicts,
    },
    // Of a look that said the same as the one before it nothing is kept: what changes with each has no words of then.
    own: then === null ? own : own.filter(({ readsVolatile }) => !readsVolatile),
    narrowed: asked.rules !== undefined || verdicts !== null,
  };
  const { fileName, contentType, parts } = fileOf(call, asked, wanted);
  const object = { kind: 'finding', id: context.ports.random.uuid(), name: fileName } as const;
  return {
    result: {
      fileName,
      contentType,
      chunks: recordedFile({ context, verb: 'finding.export', object }, parts),
    },
    entries: [entry(object, null, { after: { ...asked, at: iso(at) } })],
    wake: [],
    changed: [],
  };
});
