import type { WaveCounts } from '@teredo-fleet/rollout';
import { BAD, isEnd, type KeptMember } from './kept-member';
import type { Ledger } from './ledger';

const GOOD: readonly string[] = ['verified', 'rolled-back'];
const NAMES: Readonly<Record<string, keyof WaveCounts>> = {
  'already-compliant': 'alreadyCompliant',
  'not-applicable': 'notApplicable',
};

const NOBODY: WaveCounts = {
  planned: 0,
  excluded: 0,
  notApplicable: 0,
  blocked: 0,
  alreadyCompliant: 0,
  refused: 0,
  expired: 0,
  cancelled: 0,
  quarantined: 0,
  late: 0,
  good: 0,
  bad: 0,
  acknowledged: 0,
  provisional: 0,
  waiting: 0,
  unreached: 0,
  begun: 0,
};

function countOutcome(counts: WaveCounts, { job }: KeptMember, nowMs: number): void {
  if (job === null) return;
  if (GOOD.includes(job.state)) counts.good += 1;
  else if (BAD.includes(job.state)) {
    counts.bad += 1;
    if (job.state === 'lost-contact' && (job.lostUntil ?? 0) > nowMs) counts.provisional += 1;
  } else if (isEnd(job.state)) counts[NAMES[job.state] ?? (job.state as keyof WaveCounts)] += 1;
  else counts.begun += 1;
}

function countOne(counts: WaveCounts, ledger: Ledger, member: KeptMember, nowMs: number): void {
  counts.planned += 1;
  if (member.excluded) counts.excluded += 1;
  else if (member.isWaiting) {
    counts.waiting += 1;
    if (!ledger.isHeard(member)) counts.unreached += 1;
  } else countOutcome(counts, member, nowMs);
  if (member.isBad && member.acknowledgedAttempt === member.attempt) counts.acknowledged += 1;
}

/** Machines of every wave and of the late pool by what became of them, counted one by one from what happened. */
export function recount(ledger: Ledger, nowMs: number): { waves: WaveCounts[]; latePool: WaveCounts } {
  const latePool = { ...NOBODY };
  const waves = ledger.waves.map(() => ({ ...NOBODY }));
  for (const member of ledger.members) {
    const own = member.wave === null ? null : waves[member.wave]!;
    if (own !== null && (!member.isLate || member.excluded)) countOne(own, ledger, member, nowMs);
    else {
      if (own !== null) {
        own.planned += 1;
        own.late += 1;
      }
      countOne(latePool, ledger, member, nowMs);
    }
  }
  return { waves, latePool };
}

/** All machines by what became of them, wherever they are counted. */
export function recountAll(ledger: Ledger, nowMs: number): WaveCounts {
  const counts = { ...NOBODY };
  for (const member of ledger.members) countOne(counts, ledger, member, nowMs);
  return counts;
}
