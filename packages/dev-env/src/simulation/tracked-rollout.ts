import type { DrawnZone, PlanFacts } from './drawn-history';
import type { House } from './house';
import { KeptMember } from './kept-member';
import { Ledger } from './ledger';
import { Promises } from './promises';

/** A rollout of a world: what it promises, and what became of it by the news. */
export class TrackedRollout {
  readonly ledger: Ledger;
  readonly promises: Promises;
  /** When the engine looks at it next. */
  lookAt = Number.POSITIVE_INFINITY;
  /** Its row will say that it is approved, without anybody's word. */
  isForged = false;

  constructor(
    readonly id: string,
    readonly facts: PlanFacts,
    about: { house: House; machines: ConstructorParameters<typeof Ledger>[2] },
    private readonly zones: ReadonlyMap<string, DrawnZone>,
  ) {
    this.ledger = new Ledger(facts, about.house, about.machines);
    this.promises = new Promises(facts, this.ledger);
  }

  /** One that gives back: approved with what it takes back, its members are those that its plan names. */
  static givingBack(
    id: string,
    kind: 'rollback' | 'single',
    about: { facts: PlanFacts; house: House; machineIds: readonly string[] },
    zones: ReadonlyMap<string, DrawnZone>,
  ): TrackedRollout {
    const tracked = new TrackedRollout(id, about.facts, { house: about.house, machines: [] }, zones);
    tracked.ledger.state = kind === 'single' ? 'running' : 'approved';
    const wave = kind === 'single' ? null : 0;
    tracked.ledger.members = about.machineIds.map((machineId) => new KeptMember(machineId, wave));
    return tracked;
  }

  /** Somebody is being changed. */
  get isBusy(): boolean {
    return this.ledger.members.some(({ job }) => job?.goAt && job.state === 'open');
  }

  zoneOf(machineId: string): DrawnZone {
    return this.zones.get(machineId)!;
  }
}
