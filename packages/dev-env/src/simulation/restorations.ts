import type { JobOrder, JobReport } from '@teredo-fleet/agent-core';
import type { SimulatedSettings } from '@teredo-fleet/platform/simulator';
import { same } from './promises';
import type { SimulatedAgent } from './simulated-agent';

/** What machines had before rollouts changed them, seen from outside: a rollback gives each its own back. */
export class Restorations {
  readonly #before = new Map<string, SimulatedSettings>();
  readonly #givesBack = new Map<string, string>();

  /** `rolloutOf`: by a job of it. */
  constructor(private readonly rolloutOf: (jobId: string) => string | null) {}

  /** Whatever its attempts were, a rollout found a machine as it was before the first of them. */
  #keyOf({ id }: SimulatedAgent, jobId: string): string {
    return `${id} ${this.rolloutOf(jobId)}`;
  }

  /** A step of the order takes effect from now on. */
  changes(agent: SimulatedAgent, { jobId, work }: JobOrder): void {
    if (work.kind === 'restore') this.#givesBack.set(jobId, this.#keyOf(agent, work.savedByJob));
    else if (!this.#before.has(this.#keyOf(agent, jobId)))
      this.#before.set(this.#keyOf(agent, jobId), agent.host.settings);
  }

  /** Throws BrokenPromiseError where something else was given back than the machine had. */
  reported({ id, host }: SimulatedAgent, { jobId, state }: JobReport): void {
    const before = this.#before.get(this.#givesBack.get(jobId) ?? '');
    if (state === 'rolled-back' && before !== undefined) same(`what ${id} has again`, host.settings, before);
  }
}
