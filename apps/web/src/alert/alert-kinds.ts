import {
  CalendarClock,
  CirclePause,
  CircleUserRound,
  FileWarning,
  GitCompareArrows,
  ListChecks,
  OctagonPause,
  ShieldAlert,
  WifiOff,
} from 'lucide-react';
import type { Look } from '@/presentation/look';
import type { AlertKind } from '@/trpc/shapes';

/** What kinds of alerts there are, as screens call them. */
export const ALERT_LOOKS: Record<AlertKind, Look> = {
  drift: { word: 'Drift', icon: GitCompareArrows, tone: 'warn' },
  'new-finding': { word: 'New findings', icon: ListChecks, tone: 'warn' },
  'rollout-paused': { word: 'Rollout paused', icon: CirclePause, tone: 'warn' },
  'rollout-held': { word: 'Rollout waits', icon: CircleUserRound, tone: 'warn' },
  'policy-held': { word: 'Policy waits', icon: OctagonPause, tone: 'warn' },
  'chain-broken': { word: 'Audit chain broken', icon: ShieldAlert, tone: 'bad' },
  'agents-lost': { word: 'Agents lost', icon: WifiOff, tone: 'bad' },
  'token-expiring': { word: 'Token about to end', icon: CalendarClock, tone: 'info' },
  'certificate-expiring': { word: 'Certificate about to end', icon: FileWarning, tone: 'warn' },
};

export const ALERT_KINDS = Object.keys(ALERT_LOOKS) as AlertKind[];
