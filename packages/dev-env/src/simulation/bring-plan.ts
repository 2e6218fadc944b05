import type { Actor, DraftPlan } from '@teredo-fleet/services';
import type { ApprovalRoute } from './drawn-history';
import { type People, REASON } from './people';
import type { SimulationStore } from './simulation-store';
import { forgeApproval } from './stored-world';

const HASH = `select encode(plan_hash, 'hex') as hash from rollout where id = $1`;

/** Brings a plan to its approval, or to where it stays without one. */
export class PlanBringer {
  constructor(
    private readonly store: SimulationStore,
    private readonly people: People,
  ) {}

  /** Writes the plan down, as a draft; gives the rollout's id. */
  async write(name: string, draft: DraftPlan, route: ApprovalRoute): Promise<string> {
    const { people } = this;
    const author = route === 'author-tries-first' ? people.admin : people.author;
    const saved = await people.call(author, 'rollout.saveDraft', { name, draft });
    if (saved === null) throw new Error(`The draft of ${name} is refused.`);
    return saved.id;
  }

  async #hash(id: string): Promise<string> {
    const { rows } = await this.store.admin.query<{ hash: string }>(HASH, [id]);
    return rows[0]!.hash;
  }

  async #submit(id: string): Promise<void> {
    const planHash = await this.#hash(id);
    const done = await this.people.call(this.people.author, 'rollout.submit', {
      id,
      planHash,
      reason: REASON,
    });
    if (done === null) throw new Error(`The plan ${id} can't be submitted.`);
  }

  /** Somebody says yes, and may be refused. */
  async approve(id: string, by: Actor = this.people.approver): Promise<void> {
    await this.people.call(by, 'rollout.approve', { id, planHash: await this.#hash(id) });
  }

  async #emergency(id: string, by: Actor): Promise<void> {
    await this.people.call(by, 'rollout.approveEmergency', {
      id,
      planHash: await this.#hash(id),
      reason: REASON,
    });
  }

  /** Somebody saves the plan once more, by which it is a draft again. */
  async edit(id: string, name: string, draft: DraftPlan, by: Actor = this.people.second): Promise<void> {
    await this.people.call(by, 'rollout.saveDraft', { id, name: `${name}, once more`, draft });
  }

  async follow(id: string, route: ApprovalRoute, again: (by: Actor) => Promise<void>): Promise<void> {
    const { admin, approver, author, second } = this.people;
    await this.#submit(id);
    switch (route) {
      case 'late':
      case 'never':
        return;
      case 'forged':
        return forgeApproval(this.store, id);
      case 'second-person':
        return this.approve(id);
      case 'author-tries-first':
        await this.approve(id, admin);
        return this.approve(id);
      case 'emergency-of-one':
        await this.#emergency(id, admin);
        return this.#emergency(id, admin);
      case 'emergency-voided':
        await this.#emergency(id, admin);
        await again(author);
        await this.#submit(id);
        return this.#emergency(id, second);
      case 'emergency':
        await this.#emergency(id, admin);
        return this.#emergency(id, approver);
      case 'rejected-once':
        await this.people.call(approver, 'rollout.reject', { id, reason: REASON });
        await again(second);
        break;
      case 'edited-after':
        await this.approve(id);
        await again(second);
        break;
    }
    await this.#submit(id);
    await this.approve(id, second);
    await this.approve(id);
  }
}
