import {
  type Advance,
  advanceJob,
  type JobEffect,
  type JobEvent,
  type JobOrder,
  type JobReceipt,
  type JobRecord,
  type JobReport,
  type JobState,
  type NoticeAnswer,
  type NoticeRequest,
  resumeJob,
  startJob,
} from '@teredo-fleet/agent-core';
import { between, type Random } from '@teredo-fleet/platform/simulator';
import type { Step } from '@teredo-fleet/teredo';
import type { DrawnPerson } from './drawn-history';
import type { SimulatedHost } from './simulated-host';
import type { Timeline } from './timeline';

const CONTACT_EVERY_MS = 15_000;
const LOOK_AGAIN_MS = 10_000;
const LONGEST_STEP_MS = 20_000;
const SHOWN = { channel: 'simulated', language: 'en', textSha256: 'ab'.repeat(32) } as const;

/** What somebody on the machine saw of a job's notice and answered, whatever agent and server make of it. */
export interface Told {
  session: string;
  displayedAt: number | null;
  answer: NoticeAnswer | null;
}

/** What the life of a job reaches of its agent and machine. */
export interface LifeParts {
  timeline: Timeline;
  random: Random;
  host: SimulatedHost;
  people: readonly DrawnPerson[];
  /** How often each person saw a notice so far. */
  timesAsked: Map<string, number>;
  /** Survives the process. */
  records: JobRecord[];
  told: Told[];
  /** The server's time as far as the agent knows it. */
  now(): number;
  isMachineOn(): boolean;
  contact(): { server: boolean; witness: boolean };
  report(report: JobReport): void;
  receipt(receipt: JobReceipt): void;
  ask(life: JobLife, askId: string | null): void;
  /** A step takes effect from now on. */
  onStep(life: JobLife, step: Step, role: 'change' | 'revert'): void;
}

/** One job on one machine in simulated time: hands events to agent-core and performs what it answers. */
export class JobLife {
  #state: JobState;
  #alive = true;
  #working = false;
  readonly #events: JobEvent[] = [];
  /** Rises with each notice, so that answers to one that is gone count no more. */
  #notice = 0;
  /** What is shown, and who needs not be asked in it any more. */
  #asked: { request: NoticeRequest; sessions: Set<string> } | null = null;
  #watch = 0;
  #wait = 0;

  private constructor(
    private readonly parts: LifeParts,
    first: Advance,
  ) {
    this.#state = first.state;
    this.#perform(first.effects);
    this.#work();
  }

  static start(parts: LifeParts, order: JobOrder): JobLife {
    const earlier = order.work.kind === 'restore' ? parts.host.earlierOf(order.work.savedByJob) : null;
    return new JobLife(parts, startJob(order, earlier, parts.now()));
  }

  static resume(parts: LifeParts): JobLife {
    return new JobLife(parts, resumeJob(parts.records, parts.now()));
  }

  get order(): JobOrder {
    return this.#state.order;
  }

  get alive(): boolean {
    return this.#alive;
  }

  get ended(): boolean {
    return this.#state.phase === 'ended';
  }

  get hasTheMachine(): boolean {
    const { begun, phase } = this.#state;
    return begun !== null && phase !== 'asking' && phase !== 'ended';
  }

  get lastReport(): JobReport | null {
    return this.#state.lastReport;
  }

  /** When the go that it uses was granted, by the agent's time; null: none was used. */
  get begunAt(): number | null {
    return this.#state.begun?.at ?? null;
  }

  /** The process dies: nothing planned in it happens any more. */
  die(): void {
    this.#alive = false;
  }

  deliver(event: JobEvent): void {
    if (!this.#alive) return;
    this.#events.push(event);
    this.#work();
  }

  #work(): void {
    if (this.#working) return;
    this.#working = true;
    for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) {
      const { state, effects } = advanceJob(this.#state, event, this.parts.now());
      this.#state = state;
      this.#perform(effects);
    }
    this.#working = false;
  }

  #later(ms: number, event: () => JobEvent): void {
    this.parts.timeline.after(ms, () => this.deliver(event()));
  }

  #perform(effects: readonly JobEffect[]): void {
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: JobEffect): void {
    const { parts } = this;
    switch (effect.kind) {
      case 'journal':
        parts.records.push(effect.record);
        return;
      case 'report-status':
        return parts.report(effect.report);
      case 'send-receipt':
        return parts.receipt(effect.receipt);
      case 'observe':
        return this.#observe(effect.purpose);
      case 'show-notice':
        return this.#show(effect.request);
      case 'look-now':
        return this.#look(effect.look);
      case 'withdraw-notice':
        this.#notice += 1;
        return;
      case 'tell-latecomers':
      case 'withdraw-from':
      case 'settle-page-answer':
        // Nobody here logs on later, or opens the page.
        return;
      case 'ask':
        return parts.ask(this, effect.askId);
      case 'save-earlier-values':
        parts.host.keep(effect.slot, effect.before);
        this.#events.push({ kind: 'saved' });
        return;
      case 'apply-step':
        return this.#apply(effect);
      case 'watch-contact':
        this.#watch += 1;
        return this.#watchContact(this.#watch);
      case 'stop-watching-contact':
        this.#watch += 1;
        return;
      case 'wait-until':
        return this.#waitUntil(effect.at);
    }
  }

  #waitUntil(at: number): void {
    this.#wait += 1;
    const wait = this.#wait;
    const { timeline, now } = this.parts;
    timeline.at(at - (now() - timeline.nowMs), () => {
      if (this.#wait === wait) this.deliver({ kind: 'tick' });
    });
  }

  #observe(purpose: Extract<JobEffect, { kind: 'observe' }>['purpose']): void {
    const { random, host, timeline } = this.parts;
    const isReadable = random() > 0.01;
    this.#later(between(random, 100, 3_000), () =>
      isReadable
        ? { kind: 'observed', purpose, observation: host.observe(timeline.nowMs) }
        : { kind: 'observe-failed', purpose, text: 'Access denied.' },
    );
  }

  #apply({ index, role, step }: Extract<JobEffect, { kind: 'apply-step' }>): void {
    const { random, host, timeline } = this.parts;
    this.parts.onStep(this, step, role);
    const startedAt = this.parts.now();
    const lastsMs = between(random, 500, LONGEST_STEP_MS);
    let outcome: 'done' | 'failed' | 'unknown' = 'unknown';
    // What the agent began goes on without it, unless the machine is off.
    timeline.after(random() * lastsMs, () => {
      if (this.parts.isMachineOn()) outcome = host.apply(step);
    });
    this.#later(lastsMs, () => {
      const run = { outcome, exitCode: null, output: '', startedAt, finishedAt: this.parts.now() };
      return { kind: 'step-ended', index, role, run };
    });
  }

  #watchContact(watch: number): void {
    this.parts.timeline.after(CONTACT_EVERY_MS, () => {
      if (!this.#alive || this.#watch !== watch) return;
      this.deliver({ kind: 'contact', ...this.parts.contact(), awakeMs: CONTACT_EVERY_MS });
      if (this.#watch === watch) this.#watchContact(watch);
    });
  }

  #show(request: NoticeRequest): void {
    this.#notice += 1;
    this.#asked = { request, sessions: new Set(request.skip) };
    this.#look(request.look);
  }

  /** Who is logged on can't be found out now and then; it is tried again. */
  #look(look: number): void {
    const { random, timeline } = this.parts;
    const notice = this.#notice;
    const round = this.#asked?.request.round ?? 0;
    const fails = random() < 0.02;
    timeline.after(100, () => {
      if (!this.#alive || this.#notice !== notice) return;
      if (!fails) return this.#list(round, look);
      this.deliver({ kind: 'notice-sessions-unknown', round, text: 'who: no end after 5000 ms, killed' });
      timeline.after(LOOK_AGAIN_MS, () => {
        if (this.#alive && this.#notice === notice) this.#look(look);
      });
    });
  }

  #list(round: number, look: number): void {
    const { people } = this.parts;
    const [notice, asked] = [this.#notice, this.#asked];
    const sessions = people.map(({ session }) => ({ id: session, user: null }));
    this.deliver({ kind: 'notice-sessions', round, look, sessions, shown: SHOWN });
    for (const person of people) {
      if (asked === null || asked.sessions.has(person.session)) continue;
      asked.sessions.add(person.session);
      this.#tell(person, asked.request, notice);
    }
  }

  #tell(person: DrawnPerson, request: NoticeRequest, notice: number): void {
    const { timesAsked, told, timeline } = this.parts;
    const { session, answers, answersAfterMs } = person;
    const asked = timesAsked.get(session) ?? 0;
    timesAsked.set(session, asked + 1);
    const wish = answers[Math.min(asked, answers.length - 1)]!;
    const seen: Told = { session, displayedAt: null, answer: null };
    const isUp = () => this.#alive && this.#notice === notice;
    const about = () => ({ round: request.round, session, at: this.parts.now(), shown: SHOWN });
    const answer = (given: NoticeAnswer) => {
      if (!isUp()) return;
      seen.answer = given;
      this.deliver({ kind: 'notice-answered', ...about(), answer: given, until: null });
    };
    if (wish === 'suppressed') return timeline.after(300, () => answer('suppressed'));
    timeline.after(500, () => {
      if (!isUp()) return;
      seen.displayedAt = timeline.nowMs;
      told.push(seen);
      this.deliver({ kind: 'notice-displayed', ...about() });
      if (!request.wantsAnswer && !request.mayRefuse) answer('informed');
    });
    const isInformed = !request.wantsAnswer && !(wish === 'refused' && request.mayRefuse);
    if (isInformed && !request.mayRefuse) return;
    timeline.after(500 + answersAfterMs, () => answer(isInformed ? 'informed' : answerOf(wish, request)));
  }
}

/** What comes of a wish that the notice may not offer. `silent` comes to nothing before the channel gives up. */
function answerOf(wish: DrawnPerson['answers'][number], request: NoticeRequest): NoticeAnswer {
  if (wish === 'silent') return 'timed-out';
  if (wish === 'deferred' && !request.mayDefer) return 'acknowledged';
  if (wish === 'refused' && !request.mayRefuse) return 'closed';
  return wish;
}
