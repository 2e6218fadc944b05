import type { Call } from '../core/define-verb';
import { keptCounts } from '../finding/rule-counts';
import { type FindingsSeen, type Look, type Visit, waivedOf } from './visit-time';

/** What somebody sees who looks now. */
export async function lookNow(call: Call): Promise<Look> {
  const counts = await keptCounts(call);
  const seen = (wanted: string, nameOf: (ruleId: string) => string) =>
    counts
      .filter(({ verdict }) => verdict === wanted)
      .map(({ ruleId, machines }): [string, number] => [nameOf(ruleId), machines]);
  return {
    at: call.now,
    findings: Object.fromEntries([...seen('finding', (id) => id), ...seen('waived', waivedOf)]),
    scopes: call.scopes === '*' ? '*' : [...call.scopes].sort().join(' '),
  };
}

/** The visit on record; null: this person never looked. */
export async function storedVisit({ tx }: Call, userId: string): Promise<Visit | null> {
  const row = await tx.overviewVisit.findUnique({ where: { userId } });
  if (row === null) return null;
  const { seenAt, seenFindings, seenScopes, previousAt, previousFindings, previousScopes } = row;
  const before = { findings: (previousFindings ?? {}) as FindingsSeen, scopes: previousScopes ?? '' };
  return {
    seen: { at: seenAt, findings: seenFindings as FindingsSeen, scopes: seenScopes },
    previous: previousAt === null ? null : { at: previousAt, ...before },
  };
}
