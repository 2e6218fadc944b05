import { advance } from './advance';
import type { Advance, Decision } from './decisions';
import type { Assumptions, Rehearsal, RehearsalEvent, RehearsedMachine, RehearsedPlan } from './rehearsal';
import { RehearsedMachines } from './rehearsed-machines';
import { RehearsedWaits } from './rehearsed-waits';
import type { RolloutStanding, RolloutState } from './rollout-state';

interface RehearsedWave {
  openedAt: number | null;
  gateMetAt: number | null;
  promoted: boolean;
  promoteAt: number | null;
}

/** One rehearsal under way, in simulated time. */
class Stage {
  readonly events: RehearsalEvent[] = [];
  readonly machines: RehearsedMachines;
  readonly waits = new RehearsedWaits();
  readonly #waves: RehearsedWave[];
  #state: RolloutState = 'approved';
  nowMs: number;

  constructor(
    private readonly plan: RehearsedPlan,
    machines: readonly RehearsedMachine[],
    private readonly assumed: Assumptions,
  ) {
    this.machines = new RehearsedMachines(plan.waves.length, machines, plan.limits, assumed);
    this.#waves = plan.waves.map(() => ({
      openedAt: null,
      gateMetAt: null,
      promoted: false,
      promoteAt: null,
    }));
    this.nowMs = plan.startAt;
  }

  standing(): RolloutStanding {
    return {
      state: this.#state,
      startAt: this.plan.startAt,
      endAt: this.plan.endAt,
      brake: false,
      frozenUntil: null,
      givesUp: false,
      waves: this.plan.waves.map((wave, index) => ({
        ...wave,
        ...this.#waves[index]!,
        overridden: false,
        counts: this.machines.waveCounts[index]!,
      })),
      latePool: this.machines.poolCounts,
    };
  }

  /** Asks the engine until it decides nothing more. */
  settle(): Advance {
    for (;;) {
      this.#promote();
      const answer = advance(this.standing(), this.nowMs);
      this.#noteAskedPromotions(answer);
      if (answer.decisions.length === 0) {
        this.waits.note(answer.holds, this.nowMs);
        return answer;
      }
      for (const decision of answer.decisions) this.#apply(decision);
    }
  }

  #noteAskedPromotions({ holds }: Advance): void {
    if (holds.length !== 1 || holds[0]?.name !== 'promotion') return;
    this.#waves[holds[0].wave]!.promoteAt ??= this.nowMs + this.assumed.promoteAfterSeconds * 1000;
  }

  #promote(): void {
    for (const [wave, standing] of this.#waves.entries()) {
      if (standing.promoted || standing.promoteAt === null || standing.promoteAt > this.nowMs) continue;
      standing.promoted = true;
      this.events.push({ kind: 'promoted', at: this.nowMs, wave });
    }
  }

  #apply(decision: Decision): void {
    const at = this.nowMs;
    switch (decision.kind) {
      case 'start':
        this.#state = 'running';
        this.events.push({ kind: 'started', at });
        return;
      case 'pause':
        this.#state = 'paused';
        this.events.push({ kind: 'paused', at, reason: decision.reason });
        return;
      case 'open-wave':
        this.#waves[decision.wave]!.openedAt = at;
        this.machines.openWave(decision.wave, at);
        this.machines.act(at);
        this.events.push({ kind: 'wave-opened', at, wave: decision.wave });
        return;
      case 'note-gate-met':
        this.#waves[decision.wave]!.gateMetAt = at;
        this.events.push({ kind: 'gate-met', at, wave: decision.wave });
        return;
      case 'note-gate-unmet':
        this.#waves[decision.wave]!.gateMetAt = null;
        return;
      case 'move-to-late': {
        const machines = this.machines.moveToLate(decision.wave);
        this.events.push({ kind: 'became-late', at, wave: decision.wave, machines });
        return;
      }
      case 'close':
        this.waits.end(at);
        this.events.push({ kind: 'closed', at, machines: this.machines.close() });
        return;
      case 'give-up':
      case 'finish':
        this.#state = 'done';
        this.events.push({ kind: 'done', at });
    }
  }

  /** The next time at which anything happens by itself; null: nothing ever will. */
  nextAt({ wakeAt }: Advance): number | null {
    const promotions = this.#waves.flatMap(({ promoted, promoteAt }) =>
      promoted || promoteAt === null ? [] : [promoteAt],
    );
    const times = [wakeAt, this.machines.nextAt, ...promotions].filter((time) => time !== null);
    return times.length === 0 ? null : Math.min(...(times as number[]));
  }

  get state(): RolloutState {
    return this.#state;
  }
}

/**
 * The exact plan on a simulated copy of its machines, in simulated time, by the engine that would run it (SPEC H1 to H5).
 * The same arguments give the same rehearsal.
 */
export function rehearse(
  plan: RehearsedPlan,
  machines: readonly RehearsedMachine[],
  assumed: Assumptions,
): Rehearsal {
  const stage = new Stage(plan, machines, assumed);
  let answer = stage.settle();
  while (stage.state === 'running') {
    const next = stage.nextAt(answer);
    if (next === null) break;
    stage.nowMs = Math.max(next, stage.nowMs);
    stage.machines.act(stage.nowMs);
    answer = stage.settle();
  }
  stage.waits.end(stage.nowMs);
  const { waves, latePool } = stage.standing();
  return {
    ending: stage.state === 'done' ? 'done' : stage.state === 'paused' ? 'paused' : 'stuck',
    endedAt: stage.nowMs,
    events: stage.events,
    waves: waves.map(({ counts }) => ({ ...counts })),
    latePool: { ...latePool },
    waits: stage.waits.over,
    holds: answer.holds.map(({ name }) => name),
  };
}
