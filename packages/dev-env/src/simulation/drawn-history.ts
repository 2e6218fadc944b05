import type { NoticeRules } from '@teredo-fleet/agent-core';
import type { SimulatedMachine } from '@teredo-fleet/platform/simulator';
import type { Gate, StartLimits } from '@teredo-fleet/rollout';

/** How somebody who is logged on meets the notice: one answer a round, the last one for every round after. */
export interface DrawnPerson {
  session: string;
  answers: readonly ('acknowledged' | 'deferred' | 'refused' | 'closed' | 'silent' | 'suppressed')[];
  answersAfterMs: number;
}

/** A time zone without summer time in a history, so that a clock in it is easily told. */
export interface DrawnZone {
  name: string;
  /** Its clocks minus UTC. */
  aheadMinutes: number;
}

/** A time in which a machine is away. `network`: the agent runs on; `off`: it is shut down, and its memory with it. */
export interface DrawnAbsence {
  fromMs: number;
  toMs: number;
  kind: 'network' | 'off';
  /** While the network is away: whether a witness answers all the same. */
  witness: boolean;
}

export interface DrawnMachine {
  id: string;
  enrolmentId: string;
  wave: number;
  zone: DrawnZone;
  machine: SimulatedMachine;
  people: readonly DrawnPerson[];
  absences: readonly DrawnAbsence[];
  /** Moments at which the agent's process dies, to start again a little later. */
  crashes: readonly number[];
  /** What the agent believes the server's clock to be, minus what it is. */
  clockErrorMs: number;
}

export interface DrawnWave {
  gate: Gate;
  patienceSeconds: number;
}

/** Something that somebody does at a moment, whether it makes sense then or not. `machine`, `wave`: indexes. */
export type Happening = { atMs: number } & (
  | { kind: 'pause' | 'resume' | 'abort' | 'retry-failed' }
  | { kind: 'brake'; on: boolean }
  | { kind: 'freeze'; lastsMs: number }
  | { kind: 'promote' | 'override-gate'; wave: number }
  | { kind: 'exclude' | 'retire' | 'cancel'; machine: number }
);

/** Everything about a history that chance decides beforehand. Times are milliseconds since 1970. */
export interface DrawnHistory {
  seed: number;
  startMs: number;
  startAt: number | null;
  endAt: number;
  waves: readonly DrawnWave[];
  machines: readonly DrawnMachine[];
  limits: StartLimits;
  notice: NoticeRules;
  /** Minutes of every day in each machine's own zone; `to` below `from` is of the next day. Empty: any time. */
  windows: readonly { from: number; to: number }[];
  contactWindowSeconds: number;
  verify: { attempts: number; intervalSeconds: number };
  happenings: readonly Happening[];
  /** How long a person takes to resume what paused by itself; null: nobody does. */
  resumesAfterMs: number | null;
}
