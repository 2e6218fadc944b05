import { CircleCheck, CircleDashed, CircleHelp, Minus, ShieldCheck, TriangleAlert } from 'lucide-react';
import type { RuleVerdict } from '@/trpc/shapes';
import type { Look } from './look';

/** What a rule says of a machine, from what asks for something to what asks for nothing. */
export const VERDICTS: Record<RuleVerdict['verdict'], Look> = {
  finding: { word: 'Finding', icon: TriangleAlert, tone: 'warn' },
  waived: { word: 'Waived', icon: ShieldCheck, tone: 'info' },
  unknown: { word: 'Not known', icon: CircleHelp, tone: 'idle' },
  'not-reviewed': { word: 'Not reviewed', icon: CircleDashed, tone: 'idle' },
  pass: { word: 'Pass', icon: CircleCheck, tone: 'ok' },
  'not-applicable': { word: 'Not for this machine', icon: Minus, tone: 'idle' },
};
