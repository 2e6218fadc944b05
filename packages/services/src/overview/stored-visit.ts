import type { Call } from '../core/define-verb';
import { keptCounts } from '../finding/rule-counts';
import type { FindingsSeen, Look, Visit } from './visit-time';

/** What somebody sees who looks now. */
export async function lookNow(call: Call): Promise<Look> {
  const found = (await keptCounts(call)).filter(({ verdict }) => verdict === 'finding');
  return {
    at: call.now,
    findings: Object.fromEntries(found.map(({ ruleId, machines }) => [ruleId, machines])),
  };
}

/** The visit on record; null: this person never looked. */
export async function storedVisit({ tx }: Call, userId: string): Promise<Visit | null> {
  const row = await tx.overviewVisit.findUnique({ where: { userId } });
  if (row === null) return null;
  const { seenAt, seenFindings, previousAt, previousFindings } = row;
  return {
    seen: { at: seenAt, findings: seenFindings as FindingsSeen },
    previous:
      previousAt === null ? null : { at: previousAt, findings: (previousFindings ?? {}) as FindingsSeen },
  };
}
