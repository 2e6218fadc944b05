import {
  Ban,
  BellRing,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  CircleX,
  Clock,
  FileSignature,
  Hourglass,
  LoaderCircle,
  Redo2,
  ScanSearch,
  Send,
  ShieldAlert,
  Undo2,
  UserX,
} from 'lucide-react';
import type { JobState } from '@/trpc/shapes';
import type { Look } from './look';

export const JOB_STATES: Record<JobState, Look> = {
  requested: { word: 'Waits for the signer', icon: FileSignature, tone: 'accent' },
  queued: { word: 'Queued', icon: Hourglass, tone: 'accent' },
  offered: { word: 'Offered', icon: Send, tone: 'accent' },
  notifying: { word: 'Telling the user', icon: BellRing, tone: 'accent' },
  deferred: { word: 'Deferred by the user', icon: Redo2, tone: 'warn' },
  'waiting-window': { word: 'Waits for its window', icon: Clock, tone: 'accent' },
  running: { word: 'Running', icon: LoaderCircle, tone: 'accent' },
  verifying: { word: 'Reading back', icon: ScanSearch, tone: 'accent' },
  verified: { word: 'Verified', icon: CircleCheck, tone: 'ok' },
  'already-compliant': { word: 'Skipped: already so', icon: CircleSlash, tone: 'idle' },
  'not-applicable': { word: 'Does not apply', icon: CircleSlash, tone: 'idle' },
  blocked: { word: 'Blocked', icon: Ban, tone: 'warn' },
  failed: { word: 'Failed', icon: CircleX, tone: 'bad' },
  'verify-failed': { word: 'Verify failed', icon: CircleX, tone: 'bad' },
  'timed-out': { word: 'Timed out', icon: CircleX, tone: 'bad' },
  'lost-contact': { word: 'Lost contact', icon: CircleHelp, tone: 'warn' },
  reverted: { word: 'Reverted by itself', icon: Undo2, tone: 'bad' },
  refused: { word: 'Refused', icon: UserX, tone: 'idle' },
  expired: { word: 'Expired', icon: Clock, tone: 'idle' },
  cancelled: { word: 'Cancelled', icon: Ban, tone: 'idle' },
  quarantined: { word: 'Quarantined', icon: ShieldAlert, tone: 'bad' },
  'rolled-back': { word: 'Rolled back', icon: Undo2, tone: 'info' },
};

const OTHER: Look = { word: 'Unknown', icon: CircleHelp, tone: 'warn' };

/** How a job's state is shown; one this page has no word for is unknown, with its name. */
export function jobLook(state: string): Look {
  return (JOB_STATES as Record<string, Look>)[state] ?? { ...OTHER, word: state };
}
