import type { GateCheck } from './judge-gate';
import type { Trip } from './judge-trip';

/** Why a rollout pauses by itself. `wave` counts from 0; null: the late pool with all waves together. */
export type PauseReason =
  | { kind: 'trip'; wave: number | null; trip: Trip }
  | { kind: 'below-success'; wave: number; check: GateCheck };

/** What is to be done now. */
export type Decision =
  | { kind: 'start' }
  | { kind: 'pause'; reason: PauseReason }
  | { kind: 'open-wave'; wave: number }
  | { kind: 'note-gate-met'; wave: number }
  | { kind: 'note-gate-unmet'; wave: number }
  /** Those of the wave that wait and were not heard of go to the late pool. */
  | { kind: 'move-to-late'; wave: number }
  /** What has not begun ends. */
  | { kind: 'close' }
  | { kind: 'finish' }
  /** Nobody is left to judge that wave by: what has not begun ends, and the rollout with it. */
  | { kind: 'give-up'; wave: number };

/** What keeps the rollout from going on, by name and with its numbers (SPEC A8). Times are milliseconds since 1970. */
export type Hold =
  | { name: 'brake' }
  | { name: 'frozen'; until: number }
  | { name: 'paused' }
  | { name: 'scheduled'; at: number }
  | { name: GateCheck['name']; wave: number; check: GateCheck }
  | { name: 'soak'; wave: number; until: number }
  | { name: 'promotion'; wave: number }
  | { name: 'under-way'; machines: number }
  | { name: 'late-pool'; machines: number }
  | { name: 'out-of-contact'; machines: number };

/** `wakeAt` in milliseconds since 1970; null: nothing but news can change the answer. */
export interface Advance {
  decisions: Decision[];
  holds: Hold[];
  wakeAt: number | null;
}
