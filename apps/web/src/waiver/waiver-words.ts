import { CircleSlash, Clock, FilePenLine, ShieldCheck } from 'lucide-react';
import type { Look } from '@/presentation/look';
import type { WaiverView } from '@/trpc/shapes';

export const WAIVER_STATES: Record<WaiverView['state'], Look> = {
  holds: { word: 'Holds', icon: ShieldCheck, tone: 'info' },
  expired: { word: 'Ran out', icon: Clock, tone: 'idle' },
  revoked: { word: 'Revoked', icon: CircleSlash, tone: 'idle' },
  'rule-changed': { word: 'Of an earlier version of the rule', icon: FilePenLine, tone: 'warn' },
};

/** Whom a waiver is for, in a few words. */
export function targetWords({ target }: Pick<WaiverView, 'target'>): string {
  return target.kind === 'machine' ? target.hostname : `machines labelled ${target.label}`;
}

export const machineCount = (count: number): string =>
  count === 1 ? 'one machine' : `${count.toLocaleString('en-GB')} machines`;
