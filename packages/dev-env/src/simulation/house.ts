/** An entry of the audit trail, as far as it tells of what happened. */
export interface TrailEntry {
  seq: number;
  action: string;
  actorId: string | null;
  objectKind: string;
  objectId: string | null;
  outcome: string;
  after: Record<string, unknown> | null;
}

/** What all rollouts share, kept from news alone: the brake, the calendar, and which machines are there. */
export class House {
  brake = false;
  readonly #freezes: { from: number; to: number }[] = [];
  readonly #retired = new Set<string>();
  readonly #heardAt = new Map<string, number>();

  constructor(readonly overrideNeedsTwo: boolean) {}

  isFrozen(nowMs: number): boolean {
    return this.#freezes.some(({ from, to }) => from <= nowMs && to > nowMs);
  }

  heard(machineId: string, nowMs: number): void {
    this.#heardAt.set(machineId, nowMs);
  }

  /** The newest sign of life of a machine that the server wrote down. */
  heardAt(machineId: string): number {
    return this.#heardAt.get(machineId) ?? Number.NEGATIVE_INFINITY;
  }

  isRetired(machineId: string): boolean {
    return this.#retired.has(machineId);
  }

  take({ action, outcome, objectId, after }: TrailEntry): void {
    if (outcome === 'refused') return;
    if (action === 'brake.set') this.brake = after?.on === true;
    if (action === 'freeze.add')
      this.#freezes.push({ from: Date.parse(String(after?.from)), to: Date.parse(String(after?.to)) });
    if (action === 'machine.retire' && objectId !== null) this.#retired.add(objectId);
  }
}
