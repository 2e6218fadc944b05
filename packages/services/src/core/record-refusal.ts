import { ConflictError, ForbiddenError, NotFoundError } from '../errors';
import type { VerbName } from '../permissions';
import { type AuditObjectKind, entry, writeEntries } from './audit-entry';
import type { ServiceContext } from './context';
import { notify } from './notify';
import { transact } from './transaction';

export interface Refusal {
  verb: VerbName;
  mode: 'query' | 'change';
  input: unknown;
  error: unknown;
}

const ID_KEYS = ['id', 'jobId', 'rolloutId', 'machineId', 'tokenId'];

function objectIdIn(input: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null;
  for (const key of ID_KEYS) {
    const value = (input as Record<string, unknown>)[key];
    if (typeof value === 'string' && /^[\w-]{1,64}$/.test(value)) return value;
  }
  return null;
}

/** Denied rights are always evidence; a change that could not be made is, a page that is gone is not. */
function isEvidence({ mode, error }: Refusal): boolean {
  if (error instanceof ForbiddenError) return true;
  return mode === 'change' && (error instanceof ConflictError || error instanceof NotFoundError);
}

/** Writes who was refused what, in a transaction of its own: the verb's is gone. */
export async function recordRefusal(context: ServiceContext, refusal: Refusal): Promise<void> {
  if (!isEvidence(refusal)) return;
  const { verb, input, error } = refusal;
  const kind = verb.slice(0, verb.indexOf('.')) as AuditObjectKind;
  const draft = entry({ kind, id: objectIdIn(input), name: null }, null, {
    outcome: 'refused',
    reason: error instanceof Error ? error.message.slice(0, 500) : null,
  });
  await transact(context, '*', async (tx) => {
    await writeEntries(tx, context, verb, [draft]);
    await notify(tx, [], ['audit']);
  });
}
