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
  /** Whose label it has. */
  wave: number;
  zone: DrawnZone;
  machine: SimulatedMachine;
  people: readonly DrawnPerson[];
  absences: readonly DrawnAbsence[];
  /** Moments at which the agent's process dies, to start again a little later. */
  crashes: readonly number[];
  /** Which of the steps that it is asked to do fails, once; null: none. */
  failsAt: number | null;
  /** What the agent believes the server's clock to be, minus what it is. */
  clockErrorMs: number;
  /** When it is enrolled; null: before the plan is submitted. */
  joinsAt: number | null;
}

export interface DrawnWave {
  gate: Gate;
  patienceSeconds: number;
}

/** Something that somebody does at a moment, whether it makes sense then or not. `machine`, `wave`: indexes. */
export type Happening = { atMs: number } & (
  | { kind: 'pause' | 'resume' | 'abort' | 'retry-failed' | 'edit' | 'approve' }
  | { kind: 'brake'; on: boolean }
  | { kind: 'freeze'; lastsMs: number }
  | { kind: 'promote'; wave: number }
  | { kind: 'override-gate'; wave: number; second: boolean }
  /** `second`: the other of two admins. */
  | { kind: 'ask-override' | 'grant-override'; second: boolean }
  | { kind: 'exclude' | 'retire' | 'cancel'; machine: number }
  | {
      kind: 'roll-back';
      what: { kind: 'whole' } | { kind: 'wave'; wave: number } | { kind: 'machine'; machine: number };
    }
);

/** How a plan comes to its approval, or does not. */
export type ApprovalRoute =
  | 'second-person'
  | 'author-tries-first'
  | 'rejected-once'
  | 'edited-after'
  | 'emergency'
  | 'emergency-of-one'
  | 'emergency-voided'
  | 'late'
  | 'never'
  /** Somebody who can write to the database says that it is approved. */
  | 'forged';

/** Of a plan what promises are made of. Times are milliseconds since 1970. */
export interface PlanFacts {
  kind: 'planned' | 'rollback' | 'single';
  startAt: number | null;
  endAt: number;
  waves: readonly DrawnWave[];
  limits: StartLimits;
  notice: NoticeRules;
  /** Machines that fit later join. */
  isLive: boolean;
  /** Minutes of every day in each machine's own zone; `to` below `from` is of the next day. Empty: any time. */
  windows: readonly { from: number; to: number }[];
  contactWindowSeconds: number;
  verify: { attempts: number; intervalSeconds: number };
}

/** Everything about a rollout's history that chance decides beforehand. */
export interface DrawnHistory extends PlanFacts {
  seed: number;
  /** What it is about more than others. */
  theme: string;
  startMs: number;
  machines: readonly DrawnMachine[];
  approval: ApprovalRoute;
  happenings: readonly Happening[];
  /** How long a person takes to resume what paused by itself; null: nobody does. */
  resumesAfterMs: number | null;
}

/** Rollouts that live side by side: one clock, one server, one brake and calendar. */
export interface DrawnWorld {
  seed: number;
  /** Worlds of one number have their plans in common, and whatever is stored before they begin. */
  planSeed: number;
  startMs: number;
  overrideNeedsTwo: boolean;
  histories: readonly DrawnHistory[];
}
