import {
  advance,
  type Decision,
  emptyCounts,
  type Gate,
  judgeStart,
  judgeVerb,
  type RolloutStanding,
  type RolloutState,
  type StartLimits,
  type WaveCounts,
} from '../src';

type Outcome = 'good' | 'bad' | 'blocked' | 'alreadyCompliant' | 'refused' | 'expired' | 'cancelled';

export interface SimulatedMachine {
  wave: number;
  inContact: boolean;
  /** Something was heard of it since its wave opened. */
  heard: boolean;
  late: boolean;
  stage: 'waiting' | 'begun' | Outcome;
  provisional: boolean;
  attempt: number;
  acknowledgedAttempt: number;
  begunAt: number[];
}

export interface SimulatedWave {
  gate: Gate;
  patienceSeconds: number;
  openedAt: number | null;
  gateMetAt: number | null;
  promoted: boolean;
  overridden: boolean;
}

/** A rollout in memory: does what `advance` decides, and lets machines begin and report as a store would. */
export class SimulatedRollout {
  nowMs = 0;
  state: RolloutState = 'approved';
  brake = false;
  frozenUntil: number | null = null;
  readonly opened: { wave: number; standing: RolloutStanding; at: number }[] = [];
  readonly machines: SimulatedMachine[];

  constructor(
    readonly waves: SimulatedWave[],
    machines: readonly SimulatedMachine[],
    readonly limits: StartLimits,
    readonly endAt: number | null,
  ) {
    this.machines = machines.map((machine) => ({ ...machine, begunAt: [] }));
  }

  #countsOf(machines: readonly SimulatedMachine[], inPool: boolean): WaveCounts {
    const counts = emptyCounts();
    for (const machine of machines) {
      counts.planned += 1;
      const { stage, late, heard, provisional, attempt, acknowledgedAttempt } = machine;
      if (late && !inPool) {
        counts.late += 1;
        continue;
      }
      counts[stage] += 1;
      if (stage === 'waiting' && !heard) counts.unreached += 1;
      if (stage !== 'bad') continue;
      if (provisional) counts.provisional += 1;
      if (acknowledgedAttempt === attempt) counts.acknowledged += 1;
    }
    return counts;
  }

  standing(): RolloutStanding {
    return {
      state: this.state,
      startAt: null,
      endAt: this.endAt,
      brake: this.brake,
      frozenUntil: this.frozenUntil,
      givesUp: false,
      waves: this.waves.map((wave, index) => ({
        ...wave,
        counts: this.#countsOf(
          this.machines.filter((machine) => machine.wave === index),
          false,
        ),
      })),
      latePool: this.#countsOf(
        this.machines.filter(({ late }) => late),
        true,
      ),
    };
  }

  /** Asks until nothing more is decided. Returns how often that took. */
  tick(): number {
    for (let asked = 1; ; asked += 1) {
      const standing = this.standing();
      const { decisions } = advance(standing, this.nowMs);
      if (decisions.length === 0) return asked;
      for (const decision of decisions) this.#apply(decision, standing);
    }
  }

  #apply(decision: Decision, standing: RolloutStanding): void {
    switch (decision.kind) {
      case 'start':
        this.state = 'running';
        return;
      case 'pause':
        this.state = 'paused';
        return;
      case 'give-up':
      case 'finish':
        this.state = 'done';
        return;
      case 'close':
        for (const machine of this.machines) if (machine.stage === 'waiting') machine.stage = 'expired';
        return;
      case 'open-wave':
        this.opened.push({ wave: decision.wave, standing, at: this.nowMs });
        this.waves[decision.wave]!.openedAt = this.nowMs;
        for (const machine of this.machines) {
          if (machine.wave === decision.wave) machine.heard = machine.inContact;
        }
        return;
      case 'note-gate-met':
        this.waves[decision.wave]!.gateMetAt = this.nowMs;
        return;
      case 'note-gate-unmet':
        this.waves[decision.wave]!.gateMetAt = null;
        return;
      case 'move-to-late':
        for (const machine of this.machines) {
          const { wave, stage, heard } = machine;
          if (wave === decision.wave && stage === 'waiting' && !heard) machine.late = true;
        }
    }
  }

  mayBegin({ wave, stage, inContact }: SimulatedMachine): boolean {
    const open = this.waves[wave]!.openedAt !== null;
    const frozen = this.frozenUntil !== null && this.frozenUntil > this.nowMs;
    return this.state === 'running' && open && stage === 'waiting' && inContact && !this.brake && !frozen;
  }

  /** A machine asks to begin. */
  ask(machine: SimulatedMachine): void {
    if (!this.mayBegin(machine)) return;
    const underWay = this.machines.filter(({ stage }) => stage === 'begun').length;
    const begunAt = this.machines.flatMap((one) => one.begunAt);
    if (judgeStart(this.limits, { underWay, begunAt }, this.nowMs).kind !== 'go') return;
    machine.stage = 'begun';
    machine.heard = true;
    machine.begunAt.push(this.nowMs);
  }

  report(machine: SimulatedMachine, outcome: Outcome, provisional: boolean): void {
    const fits = outcome === 'good' || outcome === 'bad' ? 'begun' : 'waiting';
    if (machine.stage !== fits || this.waves[machine.wave]!.openedAt === null || !machine.inContact) return;
    machine.stage = outcome;
    machine.heard = true;
    machine.provisional = outcome === 'bad' && provisional;
  }

  /** The journal of a machine that was out of contact tells how it went. */
  correct(machine: SimulatedMachine, outcome: 'good' | 'bad'): void {
    if (machine.stage !== 'bad' || !machine.provisional) return;
    machine.stage = outcome;
    machine.provisional = false;
  }

  /** Acknowledges every failure that is known now. */
  resume(): void {
    if (!judgeVerb('resume', this.state).ok) return;
    for (const machine of this.machines) {
      if (machine.stage === 'bad') machine.acknowledgedAttempt = machine.attempt;
    }
    this.state = 'running';
  }

  retryFailed(): void {
    if (!judgeVerb('retry-failed', this.state).ok) return;
    for (const machine of this.machines) {
      if (machine.stage !== 'bad' || machine.provisional) continue;
      machine.stage = 'waiting';
      machine.attempt += 1;
    }
  }
}
