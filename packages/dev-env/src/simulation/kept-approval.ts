import type { TrailEntry } from './house';

/** Who wrote a plan and who said yes to it, kept from the audit trail alone. */
export class KeptApproval {
  #writers = new Set<string>();
  #approvers = new Set<string>();
  #inEmergency = new Set<string>();

  /** By somebody who wrote no part of it, or by two people in an emergency. */
  get isGiven(): boolean {
    const second = [...this.#approvers].some((person) => !this.#writers.has(person));
    return second || this.#inEmergency.size >= 2;
  }

  take({ action, actorId }: TrailEntry): void {
    const person = actorId ?? '';
    switch (action) {
      case 'rollout.saveDraft':
        this.#writers.add(person);
        return this.#void();
      case 'rollout.reject':
        return this.#void();
      case 'rollout.approve':
        this.#approvers.add(person);
        return;
      case 'rollout.approveEmergency':
        this.#inEmergency.add(person);
    }
  }

  #void(): void {
    this.#approvers.clear();
    this.#inEmergency.clear();
  }
}
