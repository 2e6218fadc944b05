import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { fileNameOf, recordedFile } from '../core/recorded-file';
import { requireUser } from '../core/require-user';
import { scopesOf } from '../core/scopes';
import { ConflictError, InvalidError, NotFoundError } from '../errors';
import type { ParsedInput } from '../inputs';
import type { MachineFilter } from '../inputs/machine-inputs';
import { findMachine } from '../machine/find-machine';
import { asKnownRule, askedRules, type StoredOwnRule } from '../own-rule/stored-rule';
import { readSettings } from '../settings/settings-store';
import { checklistFile, checklistZip, NO_GUIDE } from './checklist-files';
import { partsOf, readMachines, type Wanted } from './export-parts';
import { FINDINGS_FORMATS } from './findings-formats';
import { BUILT_IN_RULES, type KnownRule } from './known-rules';
import { STIG_RULES } from './stig-rules';

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
async function requireChecklist({ tx }: Call, { machineId, rules, verdicts }: Asked): Promise<void> {
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
      until: null,
      ruleId: { in: STIG_RULES.map(({ ruleId }) => ruleId) },
      verdict: { not: 'not-applicable' },
    },
    select: { ruleId: true },
  });
  if (said === null) throw new ConflictError(NO_GUIDE);
}

/** How a file in the format that was asked for is made. */
function fileOf({ context, now }: Call, { format, machineId }: Asked, wanted: Wanted) {
  if (format !== 'ckl') {
    const how = FINDINGS_FORMATS[format];
    return {
      fileName: fileNameOf('findings', now, how.extension),
      contentType: how.contentType,
      parts: partsOf(context, how, wanted),
    };
  }
  const machines = readMachines(context, wanted);
  return machineId === undefined
    ? {
        fileName: fileNameOf('checklists', now, 'zip'),
        contentType: 'application/zip',
        parts: checklistZip(machines, wanted.head.at),
      }
    : {
        fileName: fileNameOf('checklist', now, 'ckl'),
        contentType: 'application/xml; charset=utf-8',
        parts: checklistFile(machines, wanted.head.at),
      };
}

/**
 * What rules say of machines, as a file of one instant: verdicts as they stood and waivers as they held then, however long
 * the file takes. That it was asked for is an entry; how it ended, with the SHA-256 of the file, is another.
 */
export const exportFindings = defineChange('finding.export', async (call, asked) => {
  const { context, now, tx, actor } = call;
  const { machineId = null, verdicts = null } = asked;
  const filter = asked.filter ?? (machineId === null ? ACTIVE : {});
  const person = requireUser(actor);
  if (machineId !== null) await findMachine(call, machineId);
  if (asked.format === 'ckl') await requireChecklist(call, asked);
  const own = await askedRules(call);
  const rules = wantedRules(own, asked.rules);
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
    own,
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
    entries: [entry(object, null, { after: { ...asked, at: iso(now) } })],
    wake: [],
    changed: [],
  };
});
