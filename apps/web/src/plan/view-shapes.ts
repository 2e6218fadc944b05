import type { WaveCounts } from '@/rollout/shapes';
import type { PlanFault } from './shapes';

export type ProspectCount =
  | 'willChange'
  | 'alreadyCompliant'
  | 'blocked'
  | 'notApplicable'
  | 'excluded'
  | 'unknown';

export interface PreviewWave {
  name: string;
  leftOut: boolean;
  counts: Record<ProspectCount, number>;
}

export interface PreviewGroup {
  kind:
    | 'will-change'
    | 'already-compliant'
    | 'blocked'
    | 'not-applicable'
    | 'excluded'
    | 'unassigned'
    | 'never-seen'
    | 'offline'
    | 'uses-teredo'
    | 'needs-reboot';
  key: string;
  text: string;
  machines: number;
  examples: { id: string; hostname: string }[];
}

export interface RolloutPreview {
  planHash: string;
  targeted: number;
  waves: PreviewWave[];
  unassigned: number;
  groups: PreviewGroup[];
  faults: PlanFault[];
}

export interface RehearsalEventView {
  at: string;
  kind: 'started' | 'wave-opened' | 'gate-met' | 'promoted' | 'became-late' | 'paused' | 'closed' | 'done';
  wave: { number: number; name: string } | null;
  machines: number | null;
  text: string;
}

export interface RehearsalView {
  planHash: string;
  ending: 'done' | 'paused' | 'stuck';
  startedAt: string;
  endedAt: string;
  text: string;
  events: RehearsalEventView[];
  waves: { number: number; name: string; counts: WaveCounts }[];
  latePool: WaveCounts;
  holds: string[];
  unknown: number;
  faults: PlanFault[];
}
