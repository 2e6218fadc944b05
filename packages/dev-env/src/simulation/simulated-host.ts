import {
  observeSimulated,
  type SimulatedMachine,
  type SimulatedSettings,
  settingsAfter,
} from '@teredo-fleet/platform/simulator';
import type { Observation, Step } from '@teredo-fleet/teredo';

/** What a job may change on a simulated machine. It outlives the agent's process. */
export class SimulatedHost {
  #settings: SimulatedSettings;
  readonly #saved = new Map<string, SimulatedSettings>();
  readonly #earlier = new Map<string, Observation>();

  #asked = 0;

  /** `failsAt`: which of the steps that it is asked to do fails. */
  constructor(
    readonly machine: SimulatedMachine,
    private readonly failsAt: number | null,
  ) {
    this.#settings = machine.settings;
  }

  get settings(): SimulatedSettings {
    return this.#settings;
  }

  observe(nowMs: number): Observation {
    return observeSimulated(
      { ...this.machine, settings: this.#settings },
      { probeServer: null, peer: null },
      nowMs,
    );
  }

  keep(slot: string, before: Observation): void {
    if (this.#saved.has(slot)) return;
    this.#saved.set(slot, this.#settings);
    this.#earlier.set(slot, before);
  }

  /** What was kept before a job; null: nothing was. */
  earlierOf(slot: string): Observation | null {
    return this.#earlier.get(slot) ?? null;
  }

  apply(step: Step): 'done' | 'failed' {
    if (step.kind === 'restore-saved') {
      const saved = this.#saved.get(step.savedByJob);
      if (saved === undefined) return 'failed';
      this.#settings = saved;
      return 'done';
    }
    this.#asked += 1;
    if (this.machine.quirk === 'refused' || this.#asked === this.failsAt) return 'failed';
    if (this.machine.quirk === 'none') this.#settings = settingsAfter(this.#settings, step);
    return 'done';
  }
}
