import { type Actor, ServiceError, type VerbInput, type VerbName, verbs } from '@teredo-fleet/services';
import type { Happening } from './drawn-history';
import type { Random } from './random';
import { hex } from './random';
import { contextOf, personOf } from './service-context';
import type { SimulationStore } from './simulation-store';

export const REASON = 'a person of the simulation';

export interface PeopleParts {
  store: SimulationStore;
  random: Random;
  now(): number;
}

/** Those who write plans, approve them, pause and pull the brake: through the verbs alone. */
export class People {
  private constructor(
    private readonly parts: PeopleParts,
    readonly author: Actor,
    readonly approver: Actor,
    readonly admin: Actor,
    readonly second: Actor,
  ) {}

  static async of(parts: PeopleParts): Promise<People> {
    const { store } = parts;
    return new People(
      parts,
      await personOf(store, 'operator'),
      await personOf(store, 'approver'),
      await personOf(store, 'admin'),
      await personOf(store, 'admin', 'second-admin'),
    );
  }

  /** Calls a verb; null where it is refused with a sentence, which is an answer. Anything else is a fault. */
  async call<N extends VerbName>(actor: Actor, verb: N, input: VerbInput<N>) {
    const { store, now } = this.parts;
    try {
      return await verbs[verb](contextOf(store, actor, now), input);
    } catch (error) {
      if (error instanceof ServiceError) return null;
      throw error;
    }
  }

  key(): string {
    const text = hex(this.parts.random, 16);
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-8${text.slice(17, 20)}-${text.slice(20)}`;
  }

  /** What somebody does with a rollout, whether it makes sense at that moment or not. */
  async steer(id: string, happening: Happening, machineIds: readonly string[]): Promise<void> {
    const { admin } = this;
    const reason = REASON;
    switch (happening.kind) {
      case 'pause':
        return void (await this.call(admin, 'rollout.pause', { id, reason }));
      case 'resume':
        return void (await this.call(admin, 'rollout.resume', { id, reason }));
      case 'abort':
        return void (await this.call(admin, 'rollout.abort', { id, reason }));
      case 'retry-failed':
        return void (await this.call(admin, 'rollout.retryFailed', { id, reason }));
      case 'promote':
        return void (await this.call(admin, 'rollout.promote', { id, wave: happening.wave, reason }));
      case 'override-gate': {
        const person = happening.second ? this.second : admin;
        return void (await this.call(person, 'rollout.overrideGate', { id, wave: happening.wave, reason }));
      }
      case 'ask-override': {
        const person = happening.second ? this.second : admin;
        return void (await this.call(person, 'rollout.askNoticeOverride', { id, reason }));
      }
      case 'grant-override':
        return this.#grantOverride(happening.second ? this.second : admin, id);
      case 'exclude': {
        const chosen = [machineIds[happening.machine]!];
        return void (await this.call(admin, 'rollout.exclude', { id, machineIds: chosen, reason }));
      }
      case 'retire':
        return void (await this.call(admin, 'machine.retire', {
          id: machineIds[happening.machine]!,
          reason,
        }));
      case 'freeze':
        return this.#freeze(happening.lastsMs);
      case 'brake':
        return void (await this.call(admin, 'brake.set', { on: happening.on, reason }));
      default:
        throw new Error(`Nobody steers a rollout by ${happening.kind}.`);
    }
  }

  async #grantOverride(person: Actor, id: string): Promise<void> {
    const rollout = await this.call(person, 'rollout.get', { id });
    const overrideId = rollout?.noticeOverrides[0]?.id;
    if (overrideId === undefined) return;
    await this.call(person, 'rollout.grantNoticeOverride', { id, overrideId, reason: REASON });
  }

  async #freeze(lastsMs: number): Promise<void> {
    const now = this.parts.now();
    const [from, to] = [now, now + lastsMs].map((at) => new Date(at).toISOString());
    await this.call(this.admin, 'freeze.add', { name: 'A freeze', from: from!, to: to!, reason: REASON });
  }
}
