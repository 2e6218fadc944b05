import type { PauseReason } from './decisions';
import type { Gate } from './gate';
import type { GateCheck } from './judge-gate';
import type { StartLimits } from './judge-start';
import type { WaveCounts } from './wave-counts';

/** What a machine's look says would become of it; all but the last never begin. */
export type Prospect = 'already-compliant' | 'not-working' | 'blocked' | 'not-applicable' | 'will-change';

/** A targeted machine of the plan that is rehearsed. */
export interface RehearsedMachine {
  /** Index of its wave, from 0. */
  wave: number;
  prospect: Prospect;
}

/** The plan, as far as time and gates go. Times are milliseconds since 1970. */
export interface RehearsedPlan {
  waves: readonly { gate: Gate; patienceSeconds: number }[];
  limits: StartLimits;
  startAt: number;
  endAt: number | null;
}

/** What is assumed of machines and people. Percents are whole, of machines that would change. */
export interface Assumptions {
  seed: number;
  offlinePercent: number;
  /** Longest absence of a machine that is offline, from the opening of its wave. */
  longestOfflineSeconds: number;
  deferPercent: number;
  deferSeconds: number;
  refusePercent: number;
  failPercent: number;
  /** From begin to result. */
  changeSeconds: number;
  /** Promotions asked for by hand are given this long after the wave is ready for them. */
  promoteAfterSeconds: number;
}

export type RehearsalEvent =
  | { kind: 'started'; at: number }
  | { kind: 'wave-opened'; at: number; wave: number }
  | { kind: 'gate-met'; at: number; wave: number }
  | { kind: 'promoted'; at: number; wave: number }
  | { kind: 'became-late'; at: number; wave: number; machines: number }
  | { kind: 'paused'; at: number; reason: PauseReason }
  | { kind: 'closed'; at: number; machines: number }
  | { kind: 'done'; at: number };

/** A check that kept the next wave shut for a while, with its last numbers. */
export interface RehearsedWait {
  wave: number;
  check: GateCheck;
  from: number;
  until: number;
  /** It held until the plan ended, or until nothing more would ever happen. */
  lasting: boolean;
}

/** How the plan would go. It ends where it is done, paused by itself, or where nothing more would ever happen. */
export interface Rehearsal {
  ending: 'done' | 'paused' | 'stuck';
  endedAt: number;
  events: RehearsalEvent[];
  /** Counts at the end, by wave. */
  waves: WaveCounts[];
  latePool: WaveCounts;
  /** In the order in which they were over (SPEC H5). */
  waits: RehearsedWait[];
  /** Names of the holds at the end, by what the last answer said. */
  holds: string[];
}
