import { CircleCheck, CircleDashed, CircleHelp, Minus, TriangleAlert } from 'lucide-react';
import type { RuleVerdict } from '@/trpc/shapes';
import type { Look } from './look';

/** What a rule says of a machine. */
export const VERDICTS: Record<RuleVerdict['verdict'], Look> = {
  finding: { word: 'Finding', icon: TriangleAlert, tone: 'warn' },
  unknown: { word: 'Not known', icon: CircleHelp, tone: 'idle' },
  'not-reviewed': { word: 'Not reviewed', icon: CircleDashed, tone: 'idle' },
  pass: { word: 'Pass', icon: CircleCheck, tone: 'ok' },
  'not-applicable': { word: 'Not for this machine', icon: Minus, tone: 'idle' },
};
