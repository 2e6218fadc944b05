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
import { isEnd } from './kept-member';
import { Looks } from './looks';
import { People } from './people';
import { Probes } from './probes';
import { isOver } from './promises';
import { between, type Random, seededRandom } from './random';
import { Restorations } from './restorations';
import { compareWithScreen } from './screen';
import { contextOf } from './service-context';
import { SimulatedAgent } from './simulated-agent';
import type { SimulationStore } from './simulation-store';
import type { StoredPlans } from './stored-plans';
import { Timeline } from './timeline';
import type { TrackedRollout } from './tracked-rollout';
import { type Noticed, Watch } from './watch';

/** Everything that a job may take, and all that is waited for, is over by then. */
const AFTER_END_MS = 60 * 60_000;
/** How often time is let pass by the engine, and machines are heard of, without news. */
const PASSING_MS = 2 * 60_000;
/** Against worlds that never end. */
const MOST_STEPS = 100_000;
/** After that people leave a rollout paused. */
const MOST_RESUMES = 4;
/** Share of the engine's looks after which somebody looks at a screen. */
const SCREEN_SHARE = 0.1;
/** Share of the machines let start that ask once more. */
const TWICE_SHARE = 0.2;

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
  /** Of what is on record: the same seed has the same. */
  digest: string;
  histories: HistoryOutcome[];
}

/** A rollout that was drawn beforehand, and how often it was resumed after it had paused. */
interface Lived {
  history: DrawnHistory;
  tracked: TrackedRollout;
  pauses: number;
  /** What machines had to be held by that asked with a job that nobody made, or by that they were not signed. */
  intruded: string[];
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
  readonly #restorations = new Restorations((jobId) => this.#watch.ofJob(jobId)?.id ?? null);
  readonly #lived: Lived[] = [];
  readonly #watch: Watch;
  readonly #looks: Looks;
  #probes!: Probes;
  #people!: People;
  #clockMs = 0;
  #passedAt = 0;
  #rollbacks = 0;
  /** Something was written since the server was last looked at. */
  #isWritten = false;
  /** Somebody steered, by which jobs may have been asked for. */
  #isSteered = false;
  /** Something is on record since agents were told what there is for them. */
  #isToTell = false;

  constructor(
    private readonly store: SimulationStore,
    private readonly world: DrawnWorld,
    private readonly plans: StoredPlans,
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
    this.#looks = new Looks({
      timeline,
      random: this.#random,
      all: () => this.#watch.all,
      look: (due) => this.#look(due),
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
      onGo: (agent, job) => this.#onGo(agent, job),
      enter: (writes) => this.#enter(writes),
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
  async #enter(writes = true): Promise<void> {
    this.#isWritten ||= writes;
    if (this.#clockMs === this.#timeline.nowMs) return;
    this.#clockMs = this.#timeline.nowMs;
    this.store.setNow(this.#clockMs);
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

  async #onGo({ id }: SimulatedAgent, job: { id: string; attempt: number }): Promise<void> {
    this.#watch.ofJob(job.id)?.ledger.jobOf(job.id)?.goesTold.push(this.#timeline.nowMs);
    if (this.#random() < TWICE_SHARE) await this.#probes.askTwice(id, job);
  }

  async run(): Promise<WorldOutcome> {
    const { store, world } = this;
    const now = () => this.#timeline.nowMs;
    await this.#enter();
    this.#people = await People.of({ store, random: this.#random, now });
    const agentOf = (machineId: string) => this.#agents.get(machineId)!;
    const agents = createAgentStore(store.pool('gateway'));
    const sign = async () => {
      await this.#enter();
      await this.#engine.sign(now());
    };
    this.#probes = new Probes({ store, agents, people: this.#people, agentOf, sign, now });
    for (const [place, history] of world.histories.entries()) this.#begin(history, place);
    this.#watch.recall(this.plans.trail);
    for (const tracked of this.#watch.all) this.#looks.soon(tracked);
    return this.#live();
  }

  #begin(history: DrawnHistory, place: number): void {
    const tracked = beginHistory(
      {
        store: this.store,
        timeline: this.#timeline,
        random: this.#random,
        house: this.#house,
        zones: this.#zones,
        bringer: new PlanBringer(this.store, this.#people),
        agentOf: (id) => this.#agents.get(id)!,
        enter: () => this.#enter(),
        happen: (tracked, happening) => this.#happen(tracked, history, happening),
      },
      history,
      { id: this.plans.ids[place]!, place },
    );
    this.#watch.add(tracked);
    this.#timeline.at(history.endAt, async () => {
      await this.#enter(false);
      await this.#probe(tracked, 2);
    });
    this.#lived.push({ history, tracked, pauses: 0, intruded: [] });
  }

  async #happen(tracked: TrackedRollout, { machines }: DrawnHistory, happening: Happening): Promise<void> {
    const ids = machines.map(({ id }) => id);
    await this.#enter();
    this.#isSteered = true;
    if (happening.kind === 'cancel') {
      const job = tracked.ledger.memberOf(ids[happening.machine]!)?.job ?? null;
      const order = { jobId: job?.id ?? '', reason: 'a person of the simulation' };
      if (job !== null) await this.#people.call(this.#people.admin, 'job.cancel', order);
    } else if (happening.kind !== 'roll-back') {
      await this.#people.steer(tracked.id, happening, ids);
      if (happening.kind === 'grant-override') await this.#engine.sign(this.#timeline.nowMs);
    } else {
      const parts = { store: this.store, people: this.#people, zones: this.#zones };
      const made = await giveBack(parts, tracked, happening.what, ids);
      if (made === null) return;
      this.#rollbacks += 1;
      this.#watch.add(made);
      this.#looks.soon(made);
    }
  }

  async #live(): Promise<WorldOutcome> {
    const until = Math.max(...this.world.histories.map(({ endAt }) => endAt)) + AFTER_END_MS;
    let steps = 0;
    for (; steps < MOST_STEPS && !this.#isOver(); steps += 1) {
      const act = this.#timeline.next(until);
      if (act === null) break;
      await act();
      if (!this.#isWritten) continue;
      for (const tracked of (await this.#hold([])).moved) this.#looks.soon(tracked);
    }
    return { ...(await this.#end()), steps };
  }

  async #end(): Promise<Omit<WorldOutcome, 'steps'>> {
    await this.#enter();
    await this.#watch.hold(this.#watch.all, true);
    for (const { tracked } of this.#lived) {
      const { ledger, promises } = tracked;
      if (ledger.state !== 'draft' && ledger.state !== 'awaiting-approval')
        promises.ended(this.#timeline.nowMs);
      await compareWithScreen(this.#people, tracked, this.#timeline.nowMs);
    }
    const histories = this.#lived.map(({ history: { theme }, tracked: { ledger }, pauses }) => ({
      theme,
      state: ledger.state,
      outcomes: ledger.members.map(({ job, excluded }) => (excluded ? 'excluded' : (job?.state ?? ''))),
      hasPaused: pauses > 0,
      waves: ledger.waves.filter(({ openedAt }) => openedAt !== null).length,
    }));
    const digest = this.#watch.digest();
    return { probes: this.#probes.count, rollbacks: this.#rollbacks, digest, histories };
  }

  #isOver(): boolean {
    const drawn = this.#lived.every(({ tracked: { ledger }, history }) => {
      const isUnapproved = !ledger.approval.isGiven && history.approval !== 'forged';
      return isOver(ledger.state) || (isUnapproved && this.#timeline.nowMs >= history.endAt);
    });
    return drawn && this.#watch.isQuiet && [...this.#agents.values()].every(({ isIdle }) => isIdle);
  }

  async #look(due: readonly TrackedRollout[]): Promise<void> {
    const agents = [...this.#agents.values()];
    await this.#enter(false);
    if (this.#timeline.nowMs >= this.#passedAt + PASSING_MS) await this.#pass(agents);
    await this.#move(due);
    if (this.#isToTell) {
      this.#isToTell = false;
      await this.#gateway.tell(agents, false);
    }
    await this.#pry();
  }

  /** Machines are heard of, and what time ends is on record before the round that judges it. */
  async #pass(agents: readonly SimulatedAgent[]): Promise<void> {
    this.#passedAt = this.#timeline.nowMs;
    await this.#gateway.beat(agents);
    await this.#engine.passTime();
    for (const tracked of (await this.#hold(this.#watch.all)).moved) this.#looks.soon(tracked);
  }

  /** A round of the engine on these, and what the signer makes of what was asked for. */
  async #move(due: readonly TrackedRollout[]): Promise<void> {
    const { nowMs } = this.#timeline;
    const looked = new Set(await this.#engine.move(due.map(({ id }) => id)));
    if (looked.size === 0) return;
    this.#isSteered = true;
    const { hasUnsigned } = await this.#hold(due);
    for (const { id, facts, promises } of due)
      if (looked.has(id) && facts.kind !== 'single') promises.looked(nowMs);
    if (!hasUnsigned) return;
    await this.#engine.sign(nowMs);
    for (const tracked of (await this.#hold([])).moved) this.#looks.soon(tracked);
  }

  /** Somebody looks at a screen, and agents ask out of turn. */
  async #pry(): Promise<void> {
    const lived = this.#lived[between(this.#random, 0, this.#lived.length - 1)]!;
    const { tracked } = lived;
    await this.#probe(tracked, 2);
    const { state } = tracked.ledger;
    if (state !== 'draft' && this.#random() < SCREEN_SHARE)
      await compareWithScreen(this.#people, tracked, this.#timeline.nowMs);
    if (lived.intruded.length > 1) return;
    if (state === 'running') lived.intruded.push(...(await this.#probes.intrude(tracked)));
    if (tracked.isForged && (await this.#probes.order(tracked))) lived.intruded.push('signed', 'signed');
  }

  async #probe(tracked: TrackedRollout, most: number): Promise<void> {
    const open = tracked.ledger.members.filter(({ job }) => job !== null && !isEnd(job.state));
    const from = open.length <= most ? 0 : between(this.#random, 0, open.length - 1);
    const chosen = [...open.slice(from), ...open.slice(0, from)].slice(0, most);
    for (const member of chosen) await this.#probes.ask(tracked, member);
  }

  async #hold(besides: readonly TrackedRollout[]): Promise<Noticed> {
    const mayHaveJobs = this.#isSteered;
    this.#isWritten = false;
    this.#isSteered = false;
    const noticed = await this.#watch.hold(besides, mayHaveJobs);
    this.#isToTell ||= noticed.isToTell;
    return noticed;
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
