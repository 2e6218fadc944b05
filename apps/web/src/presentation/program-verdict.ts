import { CircleCheck, CircleDashed, CircleHelp, CircleX, EyeOff, FileQuestion } from 'lucide-react';
import type { ProgramRow } from '@/trpc/shapes';
import type { Look } from './look';

export type ProgramVerdict = keyof ProgramRow['counts'];

/** What is said of a program on a machine, from what asks for something to what asks for nothing. */
export const PROGRAM_VERDICTS: Record<ProgramVerdict, Look> = {
  'not-ready': { word: 'Not ready', icon: CircleX, tone: 'warn' },
  'cannot-tell': { word: 'Can’t tell', icon: CircleHelp, tone: 'idle' },
  ready: { word: 'Ready', icon: CircleCheck, tone: 'ok' },
  missing: { word: 'Not there', icon: FileQuestion, tone: 'idle' },
  'not-read': { word: 'Not read', icon: EyeOff, tone: 'idle' },
  'not-told': { word: 'Not told', icon: CircleDashed, tone: 'idle' },
};

export const PROGRAM_VERDICT_ORDER = Object.keys(PROGRAM_VERDICTS) as ProgramVerdict[];
