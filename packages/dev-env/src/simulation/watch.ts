import { createHash } from 'node:crypto';
import { countMembersOf } from '@teredo-fleet/db';
import type { ReceiptMessage, StatusMessage } from '@teredo-fleet/protocol';
import { foldMembers } from '@teredo-fleet/services';
import { tripOf } from './expected-holds';
import type { House, TrailEntry } from './house';
import { isEnd } from './kept-member';
import { type JobNews, readJobs, readRollouts, readTrail } from './news';
import { isOver } from './promises';
import type { SimulationStore } from './simulation-store';
import type { TrackedRollout } from './tracked-rollout';

export interface WatchParts {
  store: SimulationStore;
  house: House;
  now(): number;
  /** A running rollout is paused, by whomever. */
  onPaused(tracked: TrackedRollout): void;
  /** It stops, or should: nobody of it may begin from now on. */
  onTrouble(tracked: TrackedRollout): Promise<void>;
}

/** What is on record since it was read last. */
export interface Noticed {
  /** Rollouts that something is on record of, except starts and what came before them. */
  moved: readonly TrackedRollout[];
  /** Of the jobs that were asked for. */
  hasUnsigned: boolean;
  /** Of something that agents may have to be told. */
  isToTell: boolean;
}

const APPROVING: readonly string[] = ['rollout.approve', 'rollout.approveEmergency'];
/** After them somebody must not begin who might have before. */
const STOPPING: readonly string[] = [
  'rollout.pause',
  'rollout.abort',
  'rollout.exclude',
  'rollout.rollBack',
  'rollout.close',
  'rollout.give-up',
  'brake.set',
  'freeze.add',
  'machine.retire',
  'job.cancel',
  'job.lose',
];
/** They change nothing that the engine judges. */
const ON_THE_WAY: readonly string[] = ['job.sign', 'job.offer', 'job.go'];

/** Agents did it, or know of it. */
const OF_AGENTS: readonly string[] = ['job.offer', 'job.go', 'job.finish'];

/** Reads what the server wrote down and holds it against the promises of every rollout. */
export class Watch {
  lastSeq = 0;
  readonly #life = createHash('sha256');
  /** Of one reading; in which order one statement writes its entries down is the database's to choose. */
  #lines: string[] = [];
  readonly #tracked = new Map<string, TrackedRollout>();
  readonly #touched = new Set<TrackedRollout>();
  readonly #moved = new Set<TrackedRollout>();
  readonly #troubled = new Set<TrackedRollout>();

  constructor(private readonly parts: WatchParts) {}

  add(tracked: TrackedRollout): void {
    this.#tracked.set(tracked.id, tracked);
  }

  get all(): readonly TrackedRollout[] {
    return [...this.#tracked.values()];
  }

  /** What all entries of the trail come to: the same life has the same. Asked for once, at the end. */
  digest(): string {
    return this.#life.digest('hex');
  }

  reported(batch: readonly { message: StatusMessage }[]): void {
    for (const { message } of batch) this.#touch(this.ofJob(message.jobId));
    for (const { ledger } of this.all) ledger.reported(batch);
  }

  receipted({ jobId, answer, displayedAt }: ReceiptMessage): void {
    const tracked = this.ofJob(jobId);
    tracked?.ledger.receipt(jobId, { answer, displayedAt });
    if (tracked !== null) this.#troubled.add(tracked);
  }

  /** Nobody of those that give back is under way. */
  get isQuiet(): boolean {
    const giving = this.all.filter(({ facts }) => facts.kind !== 'planned');
    return giving.every(
      ({ ledger }) => isOver(ledger.state) || ledger.members.every(({ job }) => job && isEnd(job.state)),
    );
  }

  ofJob(jobId: string): TrackedRollout | null {
    return this.all.find(({ ledger }) => ledger.jobOf(jobId) !== null) ?? null;
  }

  #touch(tracked: TrackedRollout | null): void {
    if (tracked !== null) this.#touched.add(tracked);
  }

  /** Takes what was on record before a world begins. */
  recall(trail: readonly TrailEntry[]): void {
    for (const entry of trail) this.#take(entry, []);
    this.#remember();
  }

  #remember(): void {
    for (const line of this.#lines.sort()) this.#life.update(line);
    this.#lines = [];
  }

  /**
   * Reads the news, holds the rollouts that they are about, and `besides` them these, against their promises.
   * `mayHaveJobs`: jobs may have been asked for since.
   */
  async hold(besides: readonly TrackedRollout[], mayHaveJobs: boolean): Promise<Noticed> {
    const { admin } = this.parts.store;
    const trail = await readTrail(admin, this.lastSeq);
    const jobs = mayHaveJobs ? await readJobs(admin, [...this.#tracked.keys()]) : [];
    this.#make(jobs);
    for (const entry of trail) this.#take(entry, jobs);
    this.#remember();
    for (const one of besides) this.#touched.add(one);
    await this.#compare([...this.#touched]);
    for (const tracked of this.#touched) if (this.#isTripped(tracked)) this.#troubled.add(tracked);
    const moved = [...this.#moved];
    for (const set of [this.#touched, this.#moved]) set.clear();
    for (const tracked of this.#troubled) await this.parts.onTrouble(tracked);
    this.#troubled.clear();
    const isToTell = trail.some(({ action }) => !OF_AGENTS.includes(action));
    return { moved, hasUnsigned: jobs.some(({ isUnsigned }) => isUnsigned), isToTell };
  }

  #isTripped({ facts, ledger }: TrackedRollout): boolean {
    return (
      facts.kind === 'planned' &&
      ledger.state === 'running' &&
      tripOf(facts, ledger, this.parts.now()) !== null
    );
  }

  #make(jobs: readonly JobNews[]): void {
    for (const { rolloutId, ...job } of jobs) this.#tracked.get(rolloutId)?.ledger.made(job);
  }

  /** Whom an entry is about. */
  #about({ objectKind, objectId }: TrailEntry): readonly TrackedRollout[] {
    switch (objectKind) {
      case 'rollout':
        return this.all.filter(({ id }) => id === objectId);
      case 'job':
        return this.all.filter(({ ledger }) => ledger.jobOf(objectId ?? '') !== null);
      case 'machine':
        return this.all.filter(({ ledger }) => ledger.memberOf(objectId ?? '') !== null);
      case 'brake':
      case 'freeze':
        return this.all;
      default:
        return [];
    }
  }

  #take(entry: TrailEntry, jobs: readonly JobNews[]): void {
    this.lastSeq = entry.seq;
    this.#lines.push(`${entry.action} ${entry.objectId} ${entry.outcome}\n`);
    for (const tracked of this.#about(entry)) {
      this.#touched.add(tracked);
      if (!ON_THE_WAY.includes(entry.action) || entry.outcome === 'refused') this.#moved.add(tracked);
      this.#judge(tracked, entry);
      if (STOPPING.includes(entry.action)) this.#troubled.add(tracked);
    }
    this.parts.house.take(entry);
    if (entry.action === 'rollout.join') this.#make(jobs);
  }

  #judge(tracked: TrackedRollout, entry: TrailEntry): void {
    const { ledger, promises } = tracked;
    const nowMs = this.parts.now();
    const { state } = ledger;
    this.#foresee(tracked, entry, nowMs);
    ledger.take(entry, nowMs);
    if (tracked.isForged && ledger.state === 'awaiting-approval') ledger.state = 'approved';
    if (APPROVING.includes(entry.action) && ledger.state === 'approved') promises.approved();
    if (state === 'running' && ledger.state === 'paused') this.parts.onPaused(tracked);
  }

  /** What an entry must not say, before it is written down. */
  #foresee(tracked: TrackedRollout, { action, objectId, after }: TrailEntry, nowMs: number): void {
    const { ledger, promises } = tracked;
    if (action === 'rollout.start') promises.started(nowMs);
    if (action === 'rollout.retryFailed') promises.triedAgain((after?.machineIds ?? []) as string[]);
    if (action === 'rollout.rollBack' && after?.wave === null) promises.givenBack(after.state);
    if (action === 'rollout.open-wave') promises.open(Number(after?.wave), nowMs);
    if (action === 'rollout.move-to-late') promises.late(Number(after?.wave), nowMs);
    if (action !== 'job.go' && action !== 'job.go-lost') return;
    const member = ledger.members.find(({ attempts }) => attempts.some(({ id }) => id === objectId));
    if (member === undefined) return;
    if (action === 'job.go') promises.go(member, tracked.zoneOf(member.machineId), nowMs);
    else promises.goLost(member, ledger.jobOf(objectId!)!, nowMs);
  }

  async #compare(wanted: readonly TrackedRollout[]): Promise<void> {
    const compared = wanted.filter(({ facts }) => facts.kind !== 'single');
    if (compared.length === 0) return;
    const { store, now } = this.parts;
    const ids = compared.map(({ id }) => id);
    const rollouts = await readRollouts(store.admin, ids);
    const counted = await countMembersOf(store.pool('engine'), ids);
    for (const { id, facts, promises } of compared) {
      const { state, openedAt } = rollouts.find((row) => row.id === id)!;
      const counts = foldMembers(counted.get(id) ?? [], facts.waves.length);
      const isPlanned = openedAt.length > 0;
      promises.said({ state, openedAt: isPlanned ? openedAt : facts.waves.map(() => null), counts }, now());
    }
  }
}
