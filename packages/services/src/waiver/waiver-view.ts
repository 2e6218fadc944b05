import type { Prisma } from '@teredo-fleet/db';
import { iso } from '../core/instants';
import type { KnownRule } from '../finding/known-rules';
import type { WaiverState, WaiverView } from '../views';

export type StoredWaiver = Prisma.WaiverGetPayload<object>;

/** Names for what a waiver names by id. */
export interface WaiverNames {
  people: ReadonlyMap<string, string>;
  scopes: ReadonlyMap<string, string>;
  machines: ReadonlyMap<string, string>;
  rules: readonly KnownRule[];
}

/** What a waiver is at an instant, by its times and by what its rule is now. */
export function waiverState(
  { expiresAt, revokedAt, ruleVersion }: Pick<StoredWaiver, 'expiresAt' | 'revokedAt' | 'ruleVersion'>,
  { at, currentVersion }: { at: Date; currentVersion: number | null },
): WaiverState {
  if (revokedAt !== null && revokedAt <= at) return 'revoked';
  if (expiresAt <= at) return 'expired';
  return ruleVersion === currentVersion ? 'holds' : 'rule-changed';
}

function targetOf({ machineId, label }: StoredWaiver, names: WaiverNames): WaiverView['target'] {
  if (machineId === null) return { kind: 'label', label: label ?? '' };
  return { kind: 'machine', id: machineId, hostname: names.machines.get(machineId) ?? machineId };
}

function revokedOf({ revokedById, revokedAt, revokeReason }: StoredWaiver, names: WaiverNames) {
  if (revokedById === null || revokedAt === null || revokeReason === null) return null;
  return { by: names.people.get(revokedById) ?? revokedById, at: iso(revokedAt), reason: revokeReason };
}

/** A waiver as screens and the API show it. */
export function waiverView(
  waiver: StoredWaiver,
  { at, names, covers }: { at: Date; names: WaiverNames; covers: number },
): WaiverView {
  const { id, scopeId, ruleId, ruleVersion, owner, reason, grantedById, grantedAt, expiresAt } = waiver;
  const rule = names.rules.find((one) => one.id === ruleId);
  return {
    id,
    scope: { id: scopeId, name: names.scopes.get(scopeId) ?? scopeId },
    ruleId,
    ruleTitle: rule?.title ?? null,
    ruleVersion,
    target: targetOf(waiver, names),
    state: waiverState(waiver, { at, currentVersion: rule?.version ?? null }),
    owner,
    reason,
    grantedBy: names.people.get(grantedById) ?? grantedById,
    grantedAt: iso(grantedAt),
    expiresAt: iso(expiresAt),
    revoked: revokedOf(waiver, names),
    covers,
  };
}
