import { isOver } from './promises';
import { between, type Random } from './random';
import type { Timeline } from './timeline';
import type { TrackedRollout } from './tracked-rollout';

const IDLE_MS = 10 * 60_000;
const BUSY_MS = 3 * 60_000;
/** How soon the engine looks after news, and which looks become one. */
const SOON_MS = { from: 1_000, to: 20_000 };
const TOGETHER_MS = 8_000;
/** Share of the looks in which the engine looks at all rollouts. */
const ALL_SHARE = 0.05;

export interface LooksParts {
  timeline: Timeline;
  random: Random;
  all(): readonly TrackedRollout[];
  /** The engine looks at these. */
  look(due: readonly TrackedRollout[]): Promise<void>;
}

/** When the engine looks at which rollout: soon after news, and now and then without any. */
export class Looks {
  #nextAt = 0;

  constructor(private readonly parts: LooksParts) {}

  soon(tracked: TrackedRollout): void {
    const { timeline, random } = this.parts;
    tracked.lookAt = Math.min(tracked.lookAt, timeline.nowMs + between(random, SOON_MS.from, SOON_MS.to));
    this.#plan();
  }

  #plan(): void {
    const { timeline, all } = this.parts;
    const at = Math.min(...all().map(({ lookAt }) => lookAt));
    const isPlanned = this.#nextAt > timeline.nowMs && this.#nextAt <= at;
    if (at === Number.POSITIVE_INFINITY || isPlanned) return;
    this.#nextAt = at;
    timeline.at(at, () => (this.#nextAt === at ? this.#look() : undefined));
  }

  async #look(): Promise<void> {
    await this.parts.look(this.#takeDue());
    this.#plan();
  }

  /** Each is looked at again later, unless it is over. */
  #takeDue(): TrackedRollout[] {
    const { timeline, random, all } = this.parts;
    const isForAll = random() < ALL_SHARE;
    const due = all().filter(({ lookAt }) => isForAll || lookAt <= timeline.nowMs + TOGETHER_MS);
    for (const one of due) {
      const againMs = one.isBusy ? BUSY_MS : IDLE_MS;
      one.lookAt = isOver(one.ledger.state) ? Number.POSITIVE_INFINITY : timeline.nowMs + againMs;
    }
    return due;
  }
}
