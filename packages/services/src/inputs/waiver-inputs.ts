import * as z from 'zod';
import { cursor, id, instant, knownLabel, limit, name, reason, text } from './shared-inputs';

const ruleId = text(1, 64);

/** Either a machine, or a label: then it is for the machines of one scope that have it. */
const target = {
  machineId: id.optional(),
  label: knownLabel.optional(),
  /** Of a label; where there is one scope only it needs no naming. */
  scopeId: id.optional(),
};

export interface WaiverTarget {
  machineId?: string | undefined;
  label?: string | undefined;
  scopeId?: string | undefined;
}

const hasOneTarget = ({ machineId, label }: WaiverTarget) =>
  (machineId === undefined) !== (label === undefined);
const ONE_TARGET = { message: 'names either a machine or a label', path: ['label'] };

export const waiverList = z.strictObject({
  ruleId: ruleId.optional(),
  /** Only those that are for this machine, by its id or by a label that it has now. */
  machineId: id.optional(),
  /** `holding`: those that cover something now, the first to expire first; `ended`: the others, the newest end first. */
  which: z.enum(['holding', 'ended']).default('holding'),
  cursor,
  limit,
});

export const waiverPreview = z.strictObject({ ruleId, ...target }).refine(hasOneTarget, ONE_TARGET);

export const waiverGrant = z
  .strictObject({
    ruleId,
    /** The version that was read; refused when the rule means something else by now. */
    ruleVersion: z.int().min(1),
    ...target,
    /** Who answers for it: a person or a group, by the name they are known by. */
    owner: name(120),
    reason,
    expiresAt: instant,
  })
  .refine(hasOneTarget, ONE_TARGET);

export const waiverRevoke = z.strictObject({ id, reason });
