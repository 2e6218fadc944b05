import { programPathFault } from '@teredo-fleet/teredo';
import * as z from 'zod';
import { cursor, id, label, limit, name, reason, text } from './shared-inputs';

/** A path that agents look at; what an agent would refuse is refused here, with what to do. */
const programPath = name(240).superRefine((path, context) => {
  const fault = programPathFault(path);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

export const programAdd = z.strictObject({
  path: programPath,
  /** Null: the machines of every scope. */
  scopeId: id.nullable().default(null),
  /** Null: whatever labels they have. */
  label: label.nullable().default(null),
  note: text(0, 500)
    .transform((written) => (written === '' ? null : written))
    .nullable()
    .default(null),
});
export const programRemove = z.strictObject({ id, reason });
export const programMachines = z.strictObject({
  id,
  /** Absent: whatever is said of it. */
  verdict: z.enum(['ready', 'not-ready', 'cannot-tell', 'missing', 'not-read', 'not-told']).optional(),
  cursor,
  limit,
});
export const machinePrograms = z.strictObject({ id });
