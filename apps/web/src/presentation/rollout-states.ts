import { Ban, CircleCheck, CircleDashed, CircleHelp, CirclePause, LoaderCircle } from 'lucide-react';
import type { Look } from './look';

const LOOKS: Record<string, Look> = {
  draft: { word: 'Draft', icon: CircleDashed, tone: 'idle' },
  'awaiting-approval': { word: 'Awaits approval', icon: CircleDashed, tone: 'warn' },
  approved: { word: 'Approved', icon: CircleCheck, tone: 'info' },
  running: { word: 'Running', icon: LoaderCircle, tone: 'accent' },
  paused: { word: 'Paused', icon: CirclePause, tone: 'warn' },
  /** Over, well or not: what came of it is said by its machines. */
  done: { word: 'Done', icon: CircleCheck, tone: 'idle' },
  aborted: { word: 'Aborted', icon: Ban, tone: 'bad' },
};

export function rolloutLook(state: string): Look {
  return LOOKS[state] ?? { word: state, icon: CircleHelp, tone: 'warn' };
}

const KINDS: Record<string, string> = {
  single: 'One machine',
  planned: 'Planned',
  rollback: 'Rollback',
  repair: 'Repair',
};

export function rolloutKind(kind: string): string {
  return KINDS[kind] ?? kind;
}
