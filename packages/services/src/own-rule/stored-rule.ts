import type { Prisma } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import type { Scopes } from '../core/scopes';
import type { KnownRule } from '../finding/known-rules';
import type { OwnRuleState, OwnRuleView } from '../views';

export type StoredOwnRule = Prisma.OwnRuleGetPayload<object>;

/** Rules that somebody with these scopes may see: those of the scopes, and those of all. */
export function visibleRules(scopes: Scopes): Prisma.OwnRuleWhereInput {
  return scopes === '*' ? {} : { OR: [{ scopeId: null }, { scopeId: { in: [...scopes] } }] };
}

/** Own rules that are asked, or were at a moment, by the order of their titles. */
export function askedRules(
  { tx, scopes }: Pick<Call, 'tx' | 'scopes'>,
  at: Date | null = null,
): Promise<StoredOwnRule[]> {
  const stands: Prisma.OwnRuleWhereInput =
    at === null ? { retiredAt: null } : { OR: [{ retiredAt: null }, { retiredAt: { gt: at } }] };
  return tx.ownRule.findMany({
    where: { AND: [stands, visibleRules(scopes)] },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  });
}

/** What an own rule says of itself, as any rule does. */
export function asKnownRule(rule: StoredOwnRule): KnownRule {
  const { id, version, title, demand, remedy, appliesWhen, changedAt } = rule;
  return {
    id,
    version,
    kind: rule.kind as KnownRule['kind'],
    severity: rule.severity as KnownRule['severity'],
    title,
    demand,
    remedy,
    appliesTo: appliesWhen === null ? 'every machine' : `machines of which this is so: ${appliesWhen}`,
    source: {
      name: 'A rule of this organisation',
      item: id,
      version: `version ${version}, changed ${iso(changedAt).slice(0, 10)}`,
    },
  };
}

/** Names for what rules name by id. */
export interface RuleNames {
  people: ReadonlyMap<string, string>;
  scopes: ReadonlyMap<string, string>;
}

const personOf = (id: string, { people }: RuleNames): string => people.get(id) ?? id;

function retiredOf({ retiredById, retiredAt, retireReason }: StoredOwnRule, names: RuleNames) {
  if (retiredById === null || retiredAt === null || retireReason === null) return null;
  return { by: personOf(retiredById, names), at: iso(retiredAt), reason: retireReason };
}

export function ownRuleState(rule: StoredOwnRule, names: RuleNames): OwnRuleState {
  const { scopeId, appliesWhen, asks, judgedAt, judged, toJudge } = rule;
  return {
    scope: scopeId === null ? null : { id: scopeId, name: names.scopes.get(scopeId) ?? scopeId },
    appliesWhen,
    asks,
    judging: judgedAt === null ? { judged, machines: Math.max(judged, toJudge) } : null,
    retired: retiredOf(rule, names),
  };
}

/** A rule as screens and the API show it. */
export function ownRuleView(rule: StoredOwnRule, names: RuleNames): OwnRuleView {
  return {
    ...asKnownRule(rule),
    own: ownRuleState(rule, names),
    revision: rule.revision,
    createdBy: personOf(rule.createdById, names),
    createdAt: iso(rule.createdAt),
    changedBy: personOf(rule.changedById, names),
    changedAt: iso(rule.changedAt),
  };
}
