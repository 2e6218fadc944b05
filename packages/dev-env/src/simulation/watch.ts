import { countMembers } from '@teredo-fleet/db';
import type { ReceiptMessage, StatusMessage } from '@teredo-fleet/protocol';
import { foldMembers } from '@teredo-fleet/services';
import { tripOf } from './expected-holds';
import type { House, TrailEntry } from './house';
import { isEnd } from './kept-member';
import { type News, readNews } from './news';
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

const APPROVING: readonly string[] = ['rollout.approve', 'rollout.approveEmergency'];
/** After them somebody must not begin who might have before. */
const STOPPING: readonly string[] = [
  'rollout.pause',
  'rollout.abort',
  'rollout.exclude',
  'rollout.rollBack',
  'rollout.close',
  'brake.set',
  'freeze.add',
  'machine.retire',
  'job.cancel',
];

/** Reads what the server wrote down and holds it against the promises of every rollout. */
export class Watch {
  lastSeq = 0;
  readonly #tracked = new Map<string, TrackedRollout>();
  readonly #touched = new Set<TrackedRollout>();
  readonly #troubled = new Set<TrackedRollout>();

  constructor(private readonly parts: WatchParts) {}

  add(tracked: TrackedRollout): void {
    this.#tracked.set(tracked.id, tracked);
  }

  reported(batch: readonly { message: StatusMessage }[]): void {
    for (const { message } of batch) this.#touch(this.ofJob(message.jobId));
    for (const { ledger } of this.#tracked.values()) ledger.reported(batch);
  }

  receipted({ jobId, answer, displayedAt }: ReceiptMessage): void {
    this.ofJob(jobId)?.ledger.receipt(jobId, { answer, displayedAt });
  }

  /** Somebody is being changed. */
  get isBusy(): boolean {
    return [...this.#tracked.values()].some(({ ledger }) =>
      ledger.members.some(({ job }) => job?.goAt && job.state === 'open'),
    );
  }

  /** Nobody of those that give back is under way. */
  get isQuiet(): boolean {
    const giving = [...this.#tracked.values()].filter(({ facts }) => facts.kind !== 'planned');
    return giving.every(
      ({ ledger }) => isOver(ledger.state) || ledger.members.every(({ job }) => job && isEnd(job.state)),
    );
  }

  ofJob(jobId: string): TrackedRollout | null {
    return [...this.#tracked.values()].find(({ ledger }) => ledger.jobOf(jobId) !== null) ?? null;
  }

  #touch(tracked: TrackedRollout | null): void {
    if (tracked !== null) this.#touched.add(tracked);
  }

  /** Before the engine's round; what is given is called after it and holds what it decided against the promises. */
  beforeRound(): () => void {
    const { now } = this.parts;
    const before = [...this.#tracked.values()].map((one) => ({
      one,
      isDue: one.isDue(now()),
      wakeAt: one.wakeAt,
    }));
    return () => {
      for (const { one, isDue, wakeAt } of before)
        if (one.facts.kind !== 'single' && (isDue || wakeAt !== one.wakeAt)) one.promises.looked(now());
    };
  }

  /** Reads the news; gives whether something is on record. `all`: also rollouts that nothing is known to have touched. */
  async hold(all: boolean): Promise<boolean> {
    const { store } = this.parts;
    const news = await readNews(store.admin, [...this.#tracked.keys()], this.lastSeq);
    this.#make(news);
    for (const entry of news.trail) this.#take(entry, news);
    await this.#compare(news, all ? [...this.#tracked.values()] : [...this.#touched]);
    for (const tracked of this.#touched) if (this.#isTripped(tracked)) this.#troubled.add(tracked);
    this.#touched.clear();
    for (const tracked of this.#troubled) await this.parts.onTrouble(tracked);
    this.#troubled.clear();
    return news.trail.length > 0;
  }

  #isTripped({ facts, ledger }: TrackedRollout): boolean {
    return (
      facts.kind === 'planned' &&
      ledger.state === 'running' &&
      tripOf(facts, ledger, this.parts.now()) !== null
    );
  }

  #make({ jobs }: News): void {
    for (const { rolloutId, ...job } of jobs) this.#tracked.get(rolloutId)?.ledger.made(job);
  }

  /** Whom an entry is about. */
  #about({ objectKind, objectId }: TrailEntry): TrackedRollout[] {
    const all = [...this.#tracked.values()];
    switch (objectKind) {
      case 'rollout':
        return all.filter(({ id }) => id === objectId);
      case 'job':
        return all.filter(({ ledger }) => ledger.jobOf(objectId ?? '') !== null);
      case 'machine':
        return all.filter(({ ledger }) => ledger.memberOf(objectId ?? '') !== null);
      case 'brake':
      case 'freeze':
        return all;
      default:
        return [];
    }
  }

  #take(entry: TrailEntry, news: News): void {
    this.lastSeq = entry.seq;
    for (const tracked of this.#about(entry)) {
      this.#touched.add(tracked);
      this.#judge(tracked, entry);
      if (STOPPING.includes(entry.action)) this.#troubled.add(tracked);
    }
    this.parts.house.take(entry);
    if (entry.action === 'rollout.join') this.#make(news);
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
    if (action === 'rollout.open-wave') promises.open(Number(after?.wave), nowMs);
    if (action === 'rollout.move-to-late') promises.late(Number(after?.wave), nowMs);
    if (action !== 'job.go') return;
    const member = ledger.members.find(({ attempts }) => attempts.some(({ id }) => id === objectId));
    if (member !== undefined) promises.go(member, tracked.zoneOf(member.machineId), nowMs);
  }

  async #compare({ rollouts }: News, wanted: readonly TrackedRollout[]): Promise<void> {
    for (const row of rollouts)
      Object.assign(this.#tracked.get(row.id)!, { wakeAt: row.wakeAt, isUnjudged: row.isUnjudged });
    const { store, now } = this.parts;
    const compared = wanted.filter(({ facts }) => facts.kind !== 'single');
    const pool = store.pool('engine');
    const counted = await Promise.all(compared.map(({ id }) => countMembers(pool, id)));
    for (const [n, { id, facts, promises }] of compared.entries()) {
      const { state, openedAt } = rollouts.find((row) => row.id === id)!;
      const isPlanned = openedAt.length > 0;
      const counts = foldMembers(counted[n]!, facts.waves.length);
      promises.said({ state, openedAt: isPlanned ? openedAt : facts.waves.map(() => null), counts }, now());
    }
  }
}
