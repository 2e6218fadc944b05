import { sql } from '@teredo-fleet/db';
import { type DesiredState, disagreements } from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import { namesOf } from '../user/names';
import type { PolicyConflict, PolicyModeView } from '../views';
import { approvedNow, contentOf, hex, type StoredPolicy } from './stored-policy';

/** A policy as it is, or as somebody is about to save it. `id` null: there is none yet. */
export interface ConflictSide {
  id: string | null;
  scopeId: string;
  label: string;
  /** It is enforced and approved; of one that is about to be saved, as if it were. */
  acts: boolean;
  desired: DesiredState;
  /** Of its desired state. */
  desiredHash: string;
}

/** Machines in use with both labels, by the other one. */
async function sharedMachines(
  { tx }: Call,
  { scopeId, label }: ConflictSide,
  labels: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ label: string; machines: number }[]>(sql`
    select l.label, count(*)::int as machines
    from machine m join unnest(${[...new Set(labels)]}::text[]) as l (label) on m.labels @> array[l.label]
    where m.scope_id = ${scopeId}::uuid and m.status = 'active' and m.labels @> array[${label}::text]
    group by l.label`);
  return new Map(rows.map((row) => [row.label, row.machines]));
}

interface Decision {
  winnerId: string;
  decided: NonNullable<PolicyConflict['decided']>;
}

/** Decisions about this policy and others, as far as both are what they were then. */
async function decisionsOf(
  { tx }: Call,
  side: ConflictSide,
  others: readonly StoredPolicy[],
): Promise<Map<string, Decision>> {
  if (side.id === null) return new Map();
  const rows = await tx.policyPrecedence.findMany({
    where: { OR: [{ winnerId: side.id }, { loserId: side.id }] },
  });
  const names = await namesOf(
    tx,
    rows.map(({ decidedById }) => decidedById),
  );
  const hashes = new Map(others.map(({ id, desiredHash }) => [id, hex(desiredHash)]));
  hashes.set(side.id, side.desiredHash);
  const standing = rows.filter(
    ({ winnerId, loserId, winnerDesiredHash, loserDesiredHash }) =>
      hashes.get(winnerId) === hex(winnerDesiredHash) && hashes.get(loserId) === hex(loserDesiredHash),
  );
  return new Map(
    standing.map(({ winnerId, loserId, decidedById, decidedAt, reason }) => [
      winnerId === side.id ? loserId : winnerId,
      { winnerId, decided: { by: names.get(decidedById) ?? decidedById, at: iso(decidedAt), reason } },
    ]),
  );
}

function outcomeOf(
  side: ConflictSide,
  otherActs: boolean,
  decision: Decision | undefined,
): PolicyConflict['outcome'] {
  if (decision !== undefined) return decision.winnerId === side.id ? 'this' : 'other';
  if (side.acts === otherActs) return 'undecided';
  return side.acts ? 'this' : 'other';
}

/**
 * Policies of the same scope that want something else of a machine that both are for, also where no machine has both labels
 * yet: so that a conflict is seen before there is anything to fight about.
 */
export async function conflictsOf(call: Call, side: ConflictSide): Promise<PolicyConflict[]> {
  const all = await call.tx.policy.findMany({
    where: { scopeId: side.scopeId, retiredAt: null, ...(side.id === null ? {} : { id: { not: side.id } }) },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const rivals = all.filter((other) => disagreements(side.desired, contentOf(other).desired).length > 0);
  if (rivals.length === 0) return [];
  const shared = await sharedMachines(
    call,
    side,
    rivals.map(({ label }) => label),
  );
  const decisions = await decisionsOf(call, side, rivals);
  const approved = await approvedNow(
    call,
    rivals.map(({ id }) => id),
  );
  return rivals.map((other) => {
    const decision = decisions.get(other.id);
    return {
      policy: {
        id: other.id,
        name: other.name,
        label: other.label,
        mode: other.mode as PolicyModeView,
      },
      about: disagreements(side.desired, contentOf(other).desired),
      machines: shared.get(other.label) ?? 0,
      outcome: outcomeOf(side, other.mode === 'enforce' && approved.has(other.id), decision),
      decided: decision?.decided ?? null,
    };
  });
}
