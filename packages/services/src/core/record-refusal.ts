import { ConflictError, ForbiddenError, NotFoundError } from '../errors';
import type { VerbName } from '../permissions';
import { type AuditDraft, type AuditObjectKind, entry, writeEntries } from './audit-entry';
import type { ServiceContext } from './context';
import { notify } from './notify';
import { inScopes, scopesOf } from './scopes';
import { type Transaction, transact } from './transaction';

export interface Refusal {
  verb: VerbName;
  mode: 'query' | 'change';
  input: unknown;
  error: unknown;
}

const ID_KEYS = ['id', 'jobId', 'rolloutId', 'machineId', 'tokenId'];

const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);

const MOST_IDS = 100;

/** What a call was about, as its input says it: one object, or several of one kind, a hundred at most. */
function aboutOf(input: unknown): { id: string | null; ids: string[] } {
  if (typeof input !== 'object' || input === null) return { id: null, ids: [] };
  const given = input as Record<string, unknown>;
  const id = ID_KEYS.map((key) => given[key]).find(isId);
  if (id !== undefined) return { id, ids: [] };
  const ids = Array.isArray(given.ids) ? [...new Set(given.ids.slice(0, MOST_IDS).filter(isId))] : [];
  return ids.length === 1 ? { id: ids[0] ?? null, ids: [] } : { id: null, ids };
}

/**
 * Denied rights are always evidence; a change that could not be made is, a page that is gone is not. Of people who are
 * not signed in only what they were denied: anybody can send them as many conflicts as they like.
 */
function isEvidence({ actor }: ServiceContext, { mode, error }: Refusal): boolean {
  if (error instanceof ForbiddenError) return true;
  if (actor.kind === 'nobody') return false;
  return mode === 'change' && (error instanceof ConflictError || error instanceof NotFoundError);
}

/** What strangers are refused is written a few times an hour: their requests fill neither the trail nor the disk. */
const STRANGERS_AN_HOUR = 20;
const HOUR_MS = 3_600_000;

async function wasWrittenOften(
  tx: Transaction,
  objectKind: AuditObjectKind,
  nowMs: number,
): Promise<boolean> {
  const newest = await tx.auditEntry.findMany({
    where: { objectKind, objectId: null, outcome: 'refused', actorKind: 'system' },
    orderBy: { seq: 'desc' },
    take: STRANGERS_AN_HOUR,
    select: { at: true },
  });
  const oldest = newest[STRANGERS_AN_HOUR - 1];
  return oldest !== undefined && nowMs - oldest.at.getTime() < HOUR_MS;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The scope of a rollout that whoever was refused may see: then its other readers may read of it. */
async function scopeSeen(
  tx: Transaction,
  { actor }: ServiceContext,
  { kind, id }: AuditDraft['object'],
): Promise<string | null> {
  if (kind !== 'rollout' || id === null || !UUID.test(id)) return null;
  const where = { id, ...inScopes(scopesOf(actor)) };
  return (await tx.rollout.findFirst({ where, select: { scopeId: true } }))?.scopeId ?? null;
}

/** Writes who was refused what, in a transaction of its own: the verb's is gone. */
export async function recordRefusal(context: ServiceContext, refusal: Refusal): Promise<void> {
  if (!isEvidence(context, refusal)) return;
  const { verb, input, error } = refusal;
  const kind = verb.slice(0, verb.indexOf('.')) as AuditObjectKind;
  const { id, ids } = aboutOf(input);
  const object = { kind, id, name: null };
  const after = ids.length > 0 ? { ids } : null;
  const reason = error instanceof Error ? error.message.slice(0, 500) : null;
  await transact(context, '*', async (tx) => {
    if (context.actor.kind === 'nobody' && (await wasWrittenOften(tx, kind, context.now()))) return;
    const scopeId = await scopeSeen(tx, context, object);
    await writeEntries(tx, context, verb, [entry(object, scopeId, { outcome: 'refused', after, reason })]);
    await notify(tx, [], ['audit']);
  });
}
