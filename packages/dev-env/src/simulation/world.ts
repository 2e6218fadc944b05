import { createAgentStore } from '@teredo-fleet/server';
import { beginHistory } from './begin-history';
import { PlanBringer } from './bring-plan';
import { promise } from './broken-promise';
import type { DrawnHistory, DrawnWorld, DrawnZone, Happening } from './drawn-history';
import { EngineSide } from './engine-side';
import { GatewaySide } from './gateway-side';
import { giveBack } from './give-back';
import { House } from './house';
import type { JobLife } from './job-life';
import { newestSeq } from './news';
import { People } from './people';
import { Probes } from './probes';
import { isOver } from './promises';
import { between, type Random, seededRandom } from './random';
import { Restorations } from './restorations';
import { compareWithScreen } from './screen';
import { contextOf } from './service-context';
import { SimulatedAgent } from './simulated-agent';
import type { SimulationStore } from './simulation-store';
import { Timeline } from './timeline';
import type { TrackedRollout } from './tracked-rollout';
import { Watch } from './watch';

/** Everything that a job may take, and all that is waited for, is over by then. */
const AFTER_END_MS = 60 * 60_000;
const IDLE_LOOK_MS = 5 * 60_000;
const BUSY_LOOK_MS = 60_000;
/** Against worlds that never end. */
const MOST_STEPS = 100_000;
/** After that people leave a rollout paused. */
const MOST_RESUMES = 4;
/** Share of the engine's looks after which somebody looks at a screen. */
const SCREEN_SHARE = 0.1;

/** What a history came to. */
export interface HistoryOutcome {
  theme: string;
  state: string;
  outcomes: string[];
  hasPaused: boolean;
  /** Waves that opened. */
  waves: number;
}

/** What a world came to. */
export interface WorldOutcome {
  /** Events that happened. */
  steps: number;
  /** Asks out of turn. */
  probes: number;
  /** Rollouts that gave something back. */
  rollbacks: number;
  histories: HistoryOutcome[];
}

/** A rollout that was drawn beforehand, and how often it was resumed after it had paused. */
interface Lived {
  history: DrawnHistory;
  tracked: TrackedRollout;
  pauses: number;
  /** A job that nobody made asked to start. */
  isIntruded: boolean;
}

/** Rollouts side by side, lived through step by step against the real tables. */
export class World {
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #house: House;
  readonly #engine: EngineSide;
  readonly #gateway: GatewaySide;
  readonly #agents = new Map<string, SimulatedAgent>();
  readonly #zones = new Map<string, DrawnZone>();
  readonly #restorations = new Restorations();
  readonly #lived: Lived[] = [];
  readonly #watch: Watch;
  #probes!: Probes;
  #people!: People;
  #clockMs = 0;
  #lookAt = 0;
  #rollbacks = 0;
  /** Something was written since the server was last looked at. */
  #isWritten = false;

  constructor(
    private readonly store: SimulationStore,
    private readonly world: DrawnWorld,
  ) {
    this.#timeline = new Timeline(world.startMs);
    this.#random = seededRandom(world.seed + 1_000_003);
    this.#house = new House(world.overrideNeedsTwo);
    this.#engine = new EngineSide(store);
    const { timeline, house } = { timeline: this.#timeline, house: this.#house };
    this.#watch = new Watch({
      store,
      house,
      now: () => timeline.nowMs,
      onPaused: (tracked) => this.#onPaused(tracked),
      onTrouble: (tracked) => this.#probe(tracked, 3),
    });
    this.#gateway = new GatewaySide({
      timeline,
      random: this.#random,
      store: createAgentStore(store.pool('gateway')),
      context: contextOf(store, { kind: 'gateway' }, () => timeline.nowMs),
      news: {
        heard: (machineId) => house.heard(machineId, timeline.nowMs),
        reported: (batch) => this.#watch.reported(batch),
        receipted: (message) => this.#watch.receipted(message),
      },
      enter: () => this.#enter(),
    });
    for (const history of world.histories) this.#addAgents(history);
  }

  #addAgents(history: DrawnHistory): void {
    for (const drawn of history.machines) {
      const agent = new SimulatedAgent(drawn, {
        timeline: this.#timeline,
        random: this.#random,
        door: this.#gateway,
        onStep: (one, life, _, role) => this.#onStep(one, life, role),
        onReport: (one, report) => this.#restorations.reported(one, report),
      });
      this.#agents.set(drawn.id, agent);
      this.#zones.set(drawn.id, drawn.zone);
    }
  }

  /** What comes next reads or writes the store, at this moment. */
  async #enter(): Promise<void> {
    this.#isWritten = true;
    if (this.#clockMs === this.#timeline.nowMs) return;
    this.#clockMs = this.#timeline.nowMs;
    await this.store.setNow(this.#clockMs);
  }

  #onStep(agent: SimulatedAgent, life: JobLife, role: 'change' | 'revert'): void {
    const { order } = life;
    this.#restorations.changes(agent, order);
    if (role === 'revert') return;
    const tracked = this.#watch.ofJob(order.jobId);
    const member = tracked?.ledger.memberOf(agent.id) ?? null;
    promise(member !== null, () => `${agent.id} is changed by a rollout that it is no member of`);
    const people = agent.drawn.people.map(({ session }) => session);
    const about = { jobId: order.jobId, people, told: agent.toldOf(order) };
    tracked!.promises.change(member!, about, this.#timeline.nowMs);
  }

  async run(): Promise<WorldOutcome> {
    const { store, world } = this;
    const now = () => this.#timeline.nowMs;
    await this.#enter();
    this.#people = await People.of({ store, random: this.#random, now });
    const agentOf = (machineId: string) => this.#agents.get(machineId)!;
    const agents = createAgentStore(store.pool('gateway'));
    this.#probes = new Probes({ store, agents, people: this.#people, agentOf, now });
    await this.#people.call(this.#people.admin, 'settings.set', { overrideNeedsTwo: world.overrideNeedsTwo });
    this.#watch.lastSeq = await newestSeq(store.admin);
    for (const [place, history] of world.histories.entries()) await this.#begin(history, place);
    this.#planLook(1_000);
    return this.#live();
  }

  async #begin(history: DrawnHistory, place: number): Promise<void> {
    const lived = await beginHistory(
      {
        store: this.store,
        timeline: this.#timeline,
        random: this.#random,
        house: this.#house,
        zones: this.#zones,
        watch: this.#watch,
        bringer: new PlanBringer(this.store, this.#people),
        agentOf: (id) => this.#agents.get(id)!,
        enter: () => this.#enter(),
        happen: (tracked, happening) => this.#happen(tracked, history, happening),
      },
      history,
      place,
    );
    this.#lived.push({ history, tracked: lived, pauses: 0, isIntruded: false });
  }

  async #happen(tracked: TrackedRollout, { machines }: DrawnHistory, happening: Happening): Promise<void> {
    const ids = machines.map(({ id }) => id);
    await this.#enter();
    if (happening.kind === 'cancel') {
      const job = tracked.ledger.memberOf(ids[happening.machine]!)?.job ?? null;
      const order = { jobId: job?.id ?? '', reason: 'a person of the simulation' };
      if (job !== null) await this.#people.call(this.#people.admin, 'job.cancel', order);
    } else if (happening.kind !== 'roll-back') await this.#people.steer(tracked.id, happening, ids);
    else {
      const parts = { store: this.store, people: this.#people, zones: this.#zones };
      const made = await giveBack(parts, tracked, happening.what, ids);
      if (made === null) return;
      this.#rollbacks += 1;
      this.#watch.add(made);
    }
  }

  async #live(): Promise<WorldOutcome> {
    const until = Math.max(...this.world.histories.map(({ endAt }) => endAt)) + AFTER_END_MS;
    let steps = 0;
    for (; steps < MOST_STEPS && !this.#isOver(); steps += 1) {
      const act = this.#timeline.next(until);
      if (act === null) break;
      await act();
      if (this.#isWritten && (await this.#hold(false))) this.#planLook(between(this.#random, 200, 3_000));
    }
    return { ...(await this.#end()), steps };
  }

  async #end(): Promise<Omit<WorldOutcome, 'steps'>> {
    await this.#enter();
    for (const { tracked } of this.#lived) {
      const { ledger, promises } = tracked;
      if (ledger.state === 'draft') continue;
      if (ledger.state !== 'awaiting-approval') promises.ended(this.#timeline.nowMs);
      await compareWithScreen(this.#people, tracked, this.#timeline.nowMs);
    }
    const histories = this.#lived.map(({ history: { theme }, tracked: { ledger }, pauses }) => ({
      theme,
      state: ledger.state,
      outcomes: ledger.members.map(({ job, excluded }) => (excluded ? 'excluded' : (job?.state ?? ''))),
      hasPaused: pauses > 0,
      waves: ledger.waves.filter(({ openedAt }) => openedAt !== null).length,
    }));
    return { probes: this.#probes.count, rollbacks: this.#rollbacks, histories };
  }

  #isOver(): boolean {
    const drawn = this.#lived.every(({ tracked: { ledger }, history }) => {
      const isUnapproved = !ledger.approval.isGiven && history.approval !== 'forged';
      return isOver(ledger.state) || (isUnapproved && this.#timeline.nowMs >= history.endAt);
    });
    return drawn && this.#watch.isQuiet && [...this.#agents.values()].every(({ isIdle }) => isIdle);
  }

  /** The engine looks soon after news and now and then without any. */
  #planLook(ms: number): void {
    const at = this.#timeline.nowMs + ms;
    if (this.#lookAt > this.#timeline.nowMs && this.#lookAt <= at) return;
    this.#lookAt = at;
    this.#timeline.at(at, () => (this.#lookAt === at ? this.#look() : undefined));
  }

  async #look(): Promise<void> {
    const agents = [...this.#agents.values()];
    await this.#enter();
    await this.#gateway.beat(agents);
    // Two tickers of the engine: what time ends is on record before the round that judges it.
    await this.#engine.passTime();
    await this.#hold(false);
    const settle = this.#watch.beforeRound();
    const signed = await this.#engine.round(this.#timeline.nowMs);
    await this.#hold(true);
    settle();
    await this.#gateway.tell(agents, false);
    await this.#pry();
    if (!signed) this.#isWritten = false;
    this.#planLook(this.#watch.isBusy ? BUSY_LOOK_MS : IDLE_LOOK_MS);
  }

  /** Somebody looks at a screen, and agents ask out of turn. */
  async #pry(): Promise<void> {
    const lived = this.#lived[between(this.#random, 0, this.#lived.length - 1)]!;
    const { tracked } = lived;
    await this.#probe(tracked, 2);
    const { state } = tracked.ledger;
    if (state !== 'draft' && this.#random() < SCREEN_SHARE)
      await compareWithScreen(this.#people, tracked, this.#timeline.nowMs);
    if (state === 'running' && !lived.isIntruded) lived.isIntruded = await this.#probes.intrude(tracked);
  }

  async #probe(tracked: TrackedRollout, most: number): Promise<void> {
    const waiting = tracked.ledger.members.filter(({ job }) => job !== null && job.goAt === null);
    for (const member of waiting.slice(0, most)) await this.#probes.ask(tracked, member);
  }

  #hold(all: boolean): Promise<boolean> {
    this.#isWritten = false;
    return this.#watch.hold(all);
  }

  #onPaused(tracked: TrackedRollout): void {
    const lived = this.#lived.find((one) => one.tracked === tracked);
    if (lived === undefined) return;
    const { history } = lived;
    lived.pauses += 1;
    if (history.resumesAfterMs === null || lived.pauses > MOST_RESUMES) return;
    const again = () => this.#happen(tracked, history, { kind: 'resume', atMs: this.#timeline.nowMs });
    this.#timeline.after(history.resumesAfterMs, again);
  }
}
