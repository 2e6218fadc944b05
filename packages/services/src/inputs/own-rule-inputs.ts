import { LONGEST_EXPRESSION } from '@teredo-fleet/teredo';
import * as z from 'zod';
import { machineFilter } from './machine-inputs';
import { id, name, reason, text } from './shared-inputs';

const ruleId = text(1, 64);
/** As it was typed: its place in the text is where a fault is. */
const expression = z
  .string()
  .min(1, 'must not be empty')
  .max(LONGEST_EXPRESSION, `must have at most ${LONGEST_EXPRESSION} characters`);

const texts = {
  /** Null: it is for every machine. */
  appliesWhen: expression.nullable(),
  asks: expression,
};
/** Null: it is asked of every scope. */
const scopeId = id.nullable().default(null);

export const ownRuleGet = z.strictObject({ id: ruleId });

export const ownRuleSave = z.strictObject({
  /** Absent: a new one. */
  id: ruleId.optional(),
  /** Of a new one; after `own-` it is its id, which never changes. */
  name: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and single hyphens')
    .optional(),
  /** Of one that is changed: what was read; refused when somebody changed it meanwhile. */
  revision: z.int().min(1).optional(),
  title: name(120),
  kind: z.enum(['compliance', 'function']),
  severity: z.enum(['high', 'medium', 'low']),
  /** What it asks for, in words. */
  demand: text(3, 500),
  /** What helps. */
  remedy: text(3, 1000),
  ...texts,
  scopeId,
});

export const ownRuleRetire = z.strictObject({ id: ruleId, reason });

export const ownRulePreview = z.strictObject({
  ...texts,
  scopeId,
  filter: machineFilter.default({ status: ['active'] }),
});
