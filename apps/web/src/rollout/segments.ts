import type { Segment, Tone } from '@teredo-fleet/ui';
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  History,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import type { MemberGroup, RunningView, WaveCounts } from './shapes';

export type SegmentKey = MemberGroup | 'late';

const LOOKS: Record<SegmentKey, { word: string; icon: LucideIcon; tone: Tone; fill: Segment['fill'] }> = {
  good: { word: 'Verified', icon: CircleCheck, tone: 'ok', fill: 'solid' },
  bad: { word: 'Went wrong', icon: CircleX, tone: 'bad', fill: 'solid' },
  begun: { word: 'Under way', icon: LoaderCircle, tone: 'accent', fill: 'solid' },
  unknown: { word: 'Unknown', icon: CircleHelp, tone: 'warn', fill: 'hatched' },
  waiting: { word: 'Waiting', icon: CircleDashed, tone: 'accent', fill: 'faint' },
  late: { word: 'In the late pool', icon: History, tone: 'info', fill: 'hatched' },
  skipped: { word: 'Skipped', icon: CircleSlash, tone: 'idle', fill: 'solid' },
  excluded: { word: 'Left out', icon: Ban, tone: 'idle', fill: 'faint' },
};

/** What a group is called where the rollout is not known to be one that takes changes back. */
export const GROUP_LOOKS = LOOKS;

/** What machines are called whose job came out as wished: a rollback has no plan of its own to verify. */
export const goodWord = ({ plan }: Pick<RunningView, 'plan'>) =>
  plan === null ? 'Rolled back' : LOOKS.good.word;

const SKIPPED = [
  'alreadyCompliant',
  'notApplicable',
  'blocked',
  'refused',
  'expired',
  'cancelled',
  'quarantined',
] as const satisfies readonly (keyof WaveCounts)[];

const SKIPPED_WORDS: Record<(typeof SKIPPED)[number], string> = {
  alreadyCompliant: 'already so',
  notApplicable: 'does not apply',
  blocked: 'blocked',
  refused: 'refused',
  expired: 'expired',
  cancelled: 'cancelled',
  quarantined: 'quarantined',
};

/** Machines by where they stand; each counts once, so the segments add up to all of them. */
function partsOf(counts: WaveCounts): Record<SegmentKey, number> {
  return {
    good: counts.good,
    bad: counts.bad - counts.provisional,
    begun: counts.begun,
    unknown: counts.unreached + counts.provisional,
    waiting: counts.waiting - counts.unreached,
    late: counts.late,
    skipped: SKIPPED.reduce((sum, part) => sum + counts[part], 0),
    excluded: counts.excluded,
  };
}

/**
 * A wave's machines as segments of a bar. What nobody has reported is a segment of its own: unknown. `good`: what those
 * are called whose job came out as wished.
 */
export function segmentsOf(counts: WaveCounts, good = LOOKS.good.word): Segment[] {
  const parts = partsOf(counts);
  return (Object.keys(LOOKS) as SegmentKey[]).map((key) => {
    const { word, ...look } = LOOKS[key];
    return { key, ...look, word: key === 'good' ? good : word, value: parts[key] };
  });
}

/** The same of counts by group, as a list of rollouts has them. */
export function groupSegments(counts: Readonly<Record<MemberGroup, number>>): Segment[] {
  const groups = (Object.keys(LOOKS) as SegmentKey[]).filter((key) => key !== 'late');
  return groups.map((key) => ({ key, ...LOOKS[key], value: counts[key as MemberGroup] }));
}

/** Why machines were skipped, in one line; null: none was. */
export function skippedWords(counts: WaveCounts): string | null {
  const parts = SKIPPED.filter((part) => counts[part] > 0);
  if (parts.length === 0) return null;
  return parts.map((part) => `${counts[part].toLocaleString('en-GB')} ${SKIPPED_WORDS[part]}`).join(', ');
}

/** Failures that nobody has acknowledged; null: none. */
export function failureWords(counts: WaveCounts): string | null {
  if (counts.bad === 0) return null;
  const fresh = counts.bad - counts.acknowledged;
  const all = `${counts.bad.toLocaleString('en-GB')} went wrong`;
  if (counts.acknowledged === 0) return all;
  return `${all}: ${counts.acknowledged} acknowledged, ${fresh} new`;
}
