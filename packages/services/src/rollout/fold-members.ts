import type { MemberCount } from '@teredo-fleet/db';
import { emptyCounts, groupOf, type WaveCounts } from '@teredo-fleet/rollout';

/** Counts of the waves, by number, and of the late pool. */
export interface FoldedCounts {
  waves: WaveCounts[];
  latePool: WaveCounts;
}

/** States on neither side of a gate, by the name of their count. */
const SKIPPED = {
  'already-compliant': 'alreadyCompliant',
  'not-applicable': 'notApplicable',
  blocked: 'blocked',
  refused: 'refused',
  expired: 'expired',
  cancelled: 'cancelled',
  quarantined: 'quarantined',
} as const satisfies Record<string, keyof WaveCounts>;

function addOpen(counts: WaveCounts, { begun, unreached, machines }: MemberCount): void {
  if (begun) {
    counts.begun += machines;
    return;
  }
  counts.waiting += machines;
  if (unreached) counts.unreached += machines;
}

function addBad(counts: WaveCounts, { acknowledged, provisional, machines }: MemberCount): void {
  counts.bad += machines;
  if (acknowledged) counts.acknowledged += machines;
  if (provisional) counts.provisional += machines;
}

/** Adds machines by what became of them. Throws UnknownJobStateError. */
function addOutcome(counts: WaveCounts, member: MemberCount): void {
  const group = member.state === null ? 'open' : groupOf(member.state);
  switch (group) {
    case 'open':
      return addOpen(counts, member);
    case 'good':
      counts.good += member.machines;
      return;
    case 'bad':
      return addBad(counts, member);
    case 'skipped':
      counts[SKIPPED[member.state as keyof typeof SKIPPED]] += member.machines;
  }
}

/**
 * What a gate judges, from what the database counted (SPEC C1 and C4 of packages/rollout). A state that no rule speaks
 * of throws UnknownJobStateError: nothing is decided on counts that leave somebody out.
 */
export function foldMembers(members: readonly MemberCount[], waveCount: number): FoldedCounts {
  const waves = Array.from({ length: waveCount }, emptyCounts);
  const latePool = emptyCounts();
  for (const member of members) {
    const { wave, late, excluded, machines } = member;
    const own = wave === null ? null : (waves[wave] ?? null);
    if (own !== null) own.planned += machines;
    if (own !== null && excluded) own.excluded += machines;
    else if (own !== null && !late) addOutcome(own, member);
    else {
      if (own !== null) own.late += machines;
      latePool.planned += machines;
      if (excluded) latePool.excluded += machines;
      else addOutcome(latePool, member);
    }
  }
  return { waves, latePool };
}
