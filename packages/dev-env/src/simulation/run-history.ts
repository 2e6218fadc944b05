import { countMembers } from '@teredo-fleet/db';
import { between, type Random, seededRandom } from '@teredo-fleet/platform/simulator';
import { createAgentStore } from '@teredo-fleet/server';
import { foldMembers } from '@teredo-fleet/services';
import { BrokenPromiseError } from './broken-promise';
import type { DrawnHistory, DrawnZone, Happening } from './drawn-history';
import { EngineSide } from './engine-side';
import { GatewaySide } from './gateway-side';
import type { JobLife } from './job-life';
import { Ledger, type TrailEntry } from './ledger';
import { People } from './people';
import { Promises } from './promises';
import { contextOf } from './service-context';
import { SimulatedAgent } from './simulated-agent';
import type { SimulationStore } from './simulation-store';
import { forgetRollouts, storeRollout } from './stored-rollout';
import { Timeline } from './timeline';

const MINUTE_MS = 60_000;
/** Everything that a job may take, and all that is waited for, is over by then. */
const AFTER_END_MS = 60 * MINUTE_MS;
const IDLE_LOOK_MS = 5 * MINUTE_MS;
const BUSY_LOOK_MS = MINUTE_MS;
/** Against histories that never end. */
const MOST_STEPS = 20_000;
/** After that people leave a rollout paused. */
const MOST_RESUMES = 4;

const NEWS = `
select
  (select coalesce(json_agg(json_build_object('seq', seq, 'action', action, 'objectKind', object_kind, 'objectId', object_id,
     'outcome', outcome, 'after', after) order by seq), '[]') from audit_entry where seq > $2) as trail,
  (select coalesce(json_agg(json_build_object('id', id, 'machineId', machine_id, 'attempt', attempt) order by attempt), '[]')
   from job where rollout_id = $1) as jobs,
  (select array_agg((extract(epoch from opened_at) * 1000)::float8 order by number) from rollout_wave where rollout_id = $1) as opened,
  state, (extract(epoch from wake_at) * 1000)::float8 as "wakeAt" from rollout where id = $1`;

interface News {
  trail: (TrailEntry & { seq: number })[];
  jobs: { id: string; machineId: string; attempt: number }[];
  opened: (number | null)[];
  state: string;
  wakeAt: number | null;
}

/** What a history came to. */
export interface HistoryOutcome {
  state: string;
  steps: number;
  outcomes: string[];
  hasPaused: boolean;
  /** Waves that opened. */
  waves: number;
}

/** One drawn history, lived through step by step against the real tables. */
class History {
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #promises: Promises;
  readonly #engine: EngineSide;
  readonly #agents: SimulatedAgent[];
  readonly #gateway: GatewaySide;
  #people: People | null = null;
  #rolloutId = '';
  #lastSeq = 0;
  #clockMs = 0;
  #lookAt = 0;
  #hasPaused = false;
  #resumes = 0;
  /** When the engine has to look; null: only news can change anything. */
  #wakeAt: number | null = null;
  /** Something was written since the server was last looked at. */
  #isWritten = false;

  constructor(
    private readonly store: SimulationStore,
    private readonly history: DrawnHistory,
  ) {
    this.#timeline = new Timeline(history.startMs);
    this.#random = seededRandom(history.seed + 1_000_003);
    this.#ledger = new Ledger(history);
    this.#promises = new Promises(history, this.#ledger);
    this.#engine = new EngineSide(store);
    const timeline = this.#timeline;
    const random = this.#random;
    this.#gateway = new GatewaySide({
      timeline,
      random,
      store: createAgentStore(store.pool('gateway')),
      context: contextOf(store, { kind: 'gateway' }, () => timeline.nowMs),
      news: {
        heard: (machineId) => this.#ledger.heard(machineId, timeline.nowMs),
        reported: (batch) => this.#ledger.reported(batch),
      },
      enter: () => this.#enter(),
    });
    this.#agents = history.machines.map(
      (drawn) =>
        new SimulatedAgent(drawn, {
          timeline,
          random,
          door: this.#gateway,
          onStep: (agent, life, _, role) => this.#onStep(agent, life, role),
        }),
    );
  }

  /** What comes next reads or writes the store, at this moment. */
  async #enter(): Promise<void> {
    this.#isWritten = true;
    if (this.#clockMs === this.#timeline.nowMs) return;
    this.#clockMs = this.#timeline.nowMs;
    await this.store.setNow(this.#clockMs);
  }

  #onStep(agent: SimulatedAgent, life: JobLife, role: 'change' | 'revert'): void {
    if (role === 'revert') return;
    const member = this.#ledger.memberOf(agent.id);
    const people = agent.drawn.people.map(({ session }) => session);
    const told = agent.toldOf(life.order);
    this.#promises.change(member, { jobId: life.order.jobId, people, told }, this.#timeline.nowMs);
  }

  async run(): Promise<HistoryOutcome> {
    const { store, history } = this;
    await store.setNow(history.startMs);
    this.#clockMs = history.startMs;
    this.#lastSeq = await this.#newestSeq();
    this.#rolloutId = await storeRollout(store, history);
    this.#people = await People.of({
      store,
      rolloutId: this.#rolloutId,
      machineIds: history.machines.map(({ id }) => id),
      now: () => this.#timeline.nowMs,
      jobOf: (machineId) => this.#ledger.memberOf(machineId).job?.id ?? null,
    });
    for (const agent of this.#agents) agent.start();
    for (const happening of history.happenings)
      this.#timeline.at(happening.atMs, () => this.#happen(happening));
    this.#planLook(1_000);
    return this.#live();
  }

  async #newestSeq(): Promise<number> {
    const { rows } = await this.store.admin.query<{ seq: number }>(
      'select coalesce(max(seq), 0)::float8 as seq from audit_entry',
    );
    return rows[0]!.seq;
  }

  async #happen(happening: Happening): Promise<void> {
    await this.#enter();
    await this.#people!.act(happening);
  }

  async #live(): Promise<HistoryOutcome> {
    const until = this.history.endAt + AFTER_END_MS;
    let steps = 0;
    for (; steps < MOST_STEPS && !this.#isOver(); steps += 1) {
      const act = this.#timeline.next(until);
      if (act === null) break;
      await this.#step(act);
    }
    this.#promises.ended(this.#timeline.nowMs);
    return {
      state: this.#ledger.state,
      steps,
      outcomes: this.#ledger.members.map(({ job, excluded }) => (excluded ? 'excluded' : (job?.state ?? ''))),
      hasPaused: this.#hasPaused,
      waves: this.#ledger.waves.filter(({ openedAt }) => openedAt !== null).length,
    };
  }

  #isOver(): boolean {
    const { state } = this.#ledger;
    return (state === 'done' || state === 'aborted') && this.#agents.every(({ isIdle }) => isIdle);
  }

  async #step(act: () => void | Promise<void>): Promise<void> {
    await act();
    if (!this.#isWritten) return;
    if (await this.#hold()) this.#planLook(between(this.#random, 200, 3_000));
  }

  /** The engine looks soon after news and now and then without any. */
  #planLook(ms: number): void {
    const at = this.#timeline.nowMs + ms;
    if (this.#lookAt > this.#timeline.nowMs && this.#lookAt <= at) return;
    this.#lookAt = at;
    this.#timeline.at(at, () => (this.#lookAt === at ? this.#look() : undefined));
  }

  async #look(): Promise<void> {
    await this.#enter();
    await this.#gateway.beat(this.#agents);
    const isDue = this.#wakeAt !== null && this.#wakeAt <= this.#timeline.nowMs;
    const signed = await this.#engine.round(this.#timeline.nowMs);
    await this.#hold();
    if (isDue) this.#promises.looked(this.#timeline.nowMs);
    await this.#gateway.tell(this.#agents, false);
    if (!signed) this.#isWritten = false;
    const isBusy = this.#ledger.members.some(({ job }) => job?.goAt && job.state === 'open');
    this.#planLook(isBusy ? BUSY_LOOK_MS : IDLE_LOOK_MS);
  }

  /** Reads what the server wrote down and holds it against the promises; gives whether something is on record. */
  async #hold(): Promise<boolean> {
    this.#isWritten = false;
    const { rows } = await this.store.admin.query<News>(NEWS, [this.#rolloutId, this.#lastSeq]);
    const { trail, jobs, opened, state, wakeAt } = rows[0]!;
    this.#wakeAt = wakeAt;
    for (const job of jobs) this.#ledger.made(job);
    for (const entry of trail) this.#take(entry);
    const counts = foldMembers(
      await countMembers(this.store.pool('engine'), this.#rolloutId),
      this.history.waves.length,
    );
    this.#promises.said({ state, openedAt: opened, counts }, this.#timeline.nowMs);
    return trail.length > 0;
  }

  #take(entry: TrailEntry & { seq: number }): void {
    const { nowMs } = this.#timeline;
    this.#lastSeq = entry.seq;
    const before = this.#ledger.state;
    if (entry.action === 'rollout.open-wave') this.#promises.open(Number(entry.after?.wave), nowMs);
    this.#ledger.take(entry, nowMs);
    if (entry.action === 'job.go') {
      const member = this.#ledger.members.find(({ job }) => job?.id === entry.objectId);
      if (member) this.#promises.go(member, this.#zoneOf(member.machineId), nowMs);
    }
    if (before === 'running' && this.#ledger.state === 'paused') this.#onPaused();
  }

  #zoneOf(machineId: string): DrawnZone {
    return this.history.machines.find(({ id }) => id === machineId)!.zone;
  }

  #onPaused(): void {
    this.#hasPaused = true;
    const { resumesAfterMs } = this.history;
    if (resumesAfterMs === null || this.#resumes === MOST_RESUMES) return;
    this.#resumes += 1;
    this.#timeline.after(resumesAfterMs, () => this.#happen({ kind: 'resume', atMs: this.#timeline.nowMs }));
  }
}

/** Lives through a history on the store. Throws BrokenPromiseError, which names the seed. */
export async function runHistory(store: SimulationStore, history: DrawnHistory): Promise<HistoryOutcome> {
  try {
    return await new History(store, history).run();
  } catch (error) {
    if (!(error instanceof BrokenPromiseError)) throw error;
    throw new BrokenPromiseError(
      `${error.message}\nThis was seed ${history.seed}. Replay it with TEREDO_FLEET_SIMULATION_SEED=${history.seed} npx vitest run --project database packages/dev-env/test/simulation.test.ts`,
    );
  } finally {
    await forgetRollouts(store);
  }
}
