import { type Actor, ServiceError, verbs } from '@teredo-fleet/services';
import type { Happening } from './drawn-history';
import { contextOf, personOf } from './service-context';
import type { SimulationStore } from './simulation-store';

const REASON = 'a person of the simulation';

export interface PeopleParts {
  store: SimulationStore;
  rolloutId: string;
  machineIds: readonly string[];
  now(): number;
  /** Of the machine's newest job; null: none was made. */
  jobOf(machineId: string): string | null;
}

/** Those who may pause, resume, pull the brake: through the verbs alone, whether they make sense at that moment or not. */
export class People {
  private constructor(
    private readonly parts: PeopleParts,
    private readonly operator: Actor,
  ) {}

  static async of(parts: PeopleParts): Promise<People> {
    await personOf(parts.store, 'approver');
    await personOf(parts.store, 'operator');
    return new People(parts, await personOf(parts.store, 'admin'));
  }

  /** Gives whether it was done; a refusal with a sentence is an answer, anything else is a fault. */
  async act(happening: Happening): Promise<boolean> {
    try {
      await this.#do(happening);
      return true;
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  async #do(happening: Happening): Promise<void> {
    const { store, rolloutId: id, machineIds, now, jobOf } = this.parts;
    const context = contextOf(store, this.operator, now);
    switch (happening.kind) {
      case 'pause':
        return void (await verbs['rollout.pause'](context, { id, reason: REASON }));
      case 'resume':
        return void (await verbs['rollout.resume'](context, { id, reason: REASON }));
      case 'abort':
        return void (await verbs['rollout.abort'](context, { id, reason: REASON }));
      case 'retry-failed':
        return void (await verbs['rollout.retryFailed'](context, { id, reason: REASON }));
      case 'promote':
        return void (await verbs['rollout.promote'](context, { id, wave: happening.wave, reason: REASON }));
      case 'override-gate':
        return void (await verbs['rollout.overrideGate'](context, {
          id,
          wave: happening.wave,
          reason: REASON,
        }));
      case 'exclude': {
        const chosen = [machineIds[happening.machine]!];
        return void (await verbs['rollout.exclude'](context, { id, machineIds: chosen, reason: REASON }));
      }
      case 'freeze': {
        const [from, to] = [now(), now() + happening.lastsMs].map((at) => new Date(at).toISOString());
        const freeze = { name: 'A freeze', from: from!, to: to!, reason: REASON };
        return void (await verbs['freeze.add'](context, freeze));
      }
      case 'brake':
        return void (await verbs['brake.set'](context, { on: happening.on, reason: REASON }));
      case 'retire':
        return void (await verbs['machine.retire'](context, {
          id: machineIds[happening.machine]!,
          reason: REASON,
        }));
      case 'cancel': {
        const jobId = jobOf(machineIds[happening.machine]!);
        if (jobId !== null) await verbs['job.cancel'](context, { jobId, reason: REASON });
        return;
      }
    }
  }
}
