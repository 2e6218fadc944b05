import {
  type Advance,
  advanceJob,
  isTerminal,
  type JobEffect,
  type JobEvent,
  type JobPhase,
  type JobRecord,
  type JobState,
  type NoticeRequest,
  namedSession,
  type ObservePurpose,
  type StepRun,
} from '@teredo-fleet/agent-core';
import { type NoticeAnswerMessage, naclPrimitives, userPseudonym } from '@teredo-fleet/protocol';
import { ContactWatch } from './contact-watch';
import type { JobParts } from './job-parts';
import { NoticePage } from './notice-page';
import { FOR_LATECOMERS, NoticeRound } from './notice-round';
import { statusOf } from './status-message';

const WAITS_TO_START: readonly JobPhase[] = ['waiting-window', 'asking'];
const MEASURED: readonly ObservePurpose[] = ['before', 'verify'];
/** setTimeout can't wait longer than this. */
const LONGEST_WAIT_MS = 2_000_000_000;

/** What a test calls the record by. */
const nameOf = (record: JobRecord): string =>
  record.kind === 'report' ? `report ${record.report.state}` : record.kind;

/** One job being run: takes events one at a time and performs the effects that the core answers with, in order. */
export class JobRun {
  #state: JobState;
  #chain: Promise<void> = Promise.resolve();
  #wait: NodeJS.Timeout | null = null;
  #notice: NoticeRound | null = null;
  /** Tells whoever logs on after the round was satisfied. */
  #latecomers: NoticeRound | null = null;
  #contact: ContactWatch | null = null;
  readonly #page: NoticePage;
  #closed = false;
  readonly jobId: string;
  readonly attempt: number;

  constructor(
    private readonly parts: JobParts,
    first: Advance,
  ) {
    this.#state = first.state;
    this.jobId = first.state.order.jobId;
    this.attempt = first.state.order.attempt;
    this.#page = new NoticePage(parts, first.state.order, (event) => this.deliver(event));
    this.#follow(this.#perform(first.effects));
  }

  /** What comes next waits for this; after a fault nothing comes next. */
  #follow(work: Promise<void>): void {
    this.#chain = work.catch((error) => {
      this.#closed = true;
      this.parts.onBroken(error);
    });
  }

  get state(): JobState {
    return this.#state;
  }

  get ended(): boolean {
    return this.#state.phase === 'ended';
  }

  /** Whether this job changes the machine now, or may at any moment. One that asks again lost its go. */
  get hasTheMachine(): boolean {
    const { begun, phase } = this.#state;
    return begun !== null && phase !== 'asking' && phase !== 'ended';
  }

  get isActive(): boolean {
    return !this.ended;
  }

  /** Queues an event; it is worked off after the effects of the ones before it. */
  deliver(event: JobEvent): void {
    this.#follow(this.#chain.then(() => this.#work(event)));
  }

  async #work(event: JobEvent): Promise<void> {
    if (this.#closed) return;
    const wasTelling = this.#state.phase === 'notifying';
    const { state, effects } = advanceJob(this.#state, event, this.parts.clock.now());
    this.#state = state;
    this.parts.onMoved();
    await this.#perform(effects);
    const roundEnded = wasTelling && state.phase !== 'notifying';
    if (roundEnded) this.#notice?.stopLooking();
    if (!WAITS_TO_START.includes(state.phase)) this.#latecomers?.stopLooking();
    if (roundEnded || event.kind === 'notice-sessions') this.#page.judge();
  }

  /** Resolves when everything delivered so far is done, or came to nothing. */
  settled(): Promise<void> {
    return this.#chain;
  }

  /** Sends the newest status again: the server offered what it should know of already. */
  repeatStatus(): void {
    const { lastReport } = this.#state;
    if (lastReport !== null) this.parts.outbox.add(statusOf(lastReport));
  }

  async #perform(effects: readonly JobEffect[]): Promise<void> {
    for (const effect of effects) {
      if (this.#closed) return;
      if (effect.kind === 'journal') {
        const point = nameOf(effect.record);
        await this.parts.failpoint?.(`before ${point}`);
        try {
          this.parts.journal.append(effect.record);
        } catch (error) {
          return this.deliver({ kind: 'journal-failed', text: (error as Error).message });
        }
        await this.parts.failpoint?.(`after ${point}`);
      } else {
        await this.#do(effect);
      }
    }
    if (!this.ended) return;
    this.#stopEverything();
    this.#page.judge();
  }

  async #do(effect: Exclude<JobEffect, { kind: 'journal' }>): Promise<void> {
    const { parts } = this;
    switch (effect.kind) {
      case 'report-status':
        parts.outbox.add(statusOf(effect.report));
        if (isTerminal(effect.report.state)) parts.onEnded(this);
        return;
      case 'send-receipt':
        return parts.outbox.add({ type: 'receipt', ...effect.receipt });
      case 'observe':
        return void this.#observe(effect.purpose);
      case 'show-notice':
        return this.#showNotice(effect.request);
      case 'tell-latecomers':
        this.#latecomers = this.#roundOf(effect.request);
        return this.#latecomers.start(FOR_LATECOMERS);
      case 'look-now':
        return this.#notice?.lookNow(effect.look);
      case 'withdraw-notice':
        return this.#withdraw();
      case 'withdraw-from':
        return this.#notice?.withdrawFrom(effect.session);
      case 'settle-page-answer':
        return this.#page.settle(effect.id, effect.outcome);
      case 'ask':
        return parts.ask(this, effect.askId);
      case 'save-earlier-values':
        return this.#save(effect);
      case 'apply-step':
        return void this.#apply(effect);
      case 'watch-contact':
        this.#contact?.stop();
        this.#contact = new ContactWatch(parts, effect.witnesses, (event) => this.deliver(event));
        return;
      case 'stop-watching-contact':
        this.#contact?.stop();
        this.#contact = null;
        return;
      case 'wait-until':
        return this.#waitUntil(effect.at);
    }
  }

  async #observe(purpose: ObservePurpose): Promise<void> {
    try {
      const reachability = MEASURED.includes(purpose) ? this.parts.reachability() : null;
      const observation = await this.parts.platform.observe({ reachability });
      this.deliver({ kind: 'observed', purpose, observation });
    } catch (error) {
      this.deliver({ kind: 'observe-failed', purpose, text: (error as Error).message });
    }
  }

  readonly #pseudonymOf = (user: string) => userPseudonym(naclPrimitives, this.parts.noticeSecret, user);

  #showNotice(request: NoticeRequest): void {
    this.#withdraw();
    this.#notice = this.#roundOf(request);
    this.#notice.start();
  }

  #roundOf(request: NoticeRequest): NoticeRound {
    const offset = this.parts.clock.now() - Date.now();
    return new NoticeRound(
      this.parts.notice,
      request,
      (event) => this.deliver(event),
      (localMs) => Math.round(localMs + offset),
      {
        nameOf: (session) => namedSession(session, this.#state.order.usersNamedBy, this.#pseudonymOf),
        linkFor: (name, deferralsLeft) => this.#page.linkFor(name, deferralsLeft),
      },
    );
  }

  pageAnswered(message: NoticeAnswerMessage): void {
    this.#page.take(message);
  }

  #withdraw(): void {
    this.#notice?.withdraw();
    this.#latecomers?.withdraw();
    this.#notice = null;
    this.#latecomers = null;
  }

  async #save({ slot, before }: Extract<JobEffect, { kind: 'save-earlier-values' }>): Promise<void> {
    try {
      this.parts.keepEarlier(slot, before);
      await this.parts.platform.keep({ jobId: slot });
      this.deliver({ kind: 'saved' });
    } catch (error) {
      this.deliver({ kind: 'save-failed', text: (error as Error).message });
    }
  }

  async #apply({ index, role, step, savedSlot }: Extract<JobEffect, { kind: 'apply-step' }>): Promise<void> {
    const startedAt = this.parts.clock.now();
    const ended = (how: Pick<StepRun, 'outcome' | 'exitCode' | 'output' | 'printed'>) => {
      const run = { ...how, startedAt, finishedAt: this.parts.clock.now() };
      this.deliver({ kind: 'step-ended', index, role, run });
    };
    try {
      const { outcome, ...said } = await this.parts.platform.apply(step, { jobId: savedSlot });
      await this.parts.failpoint?.(`applied ${step.kind}`);
      ended({ ...said, outcome: outcome === 'skipped' ? 'done' : outcome });
    } catch (error) {
      ended({ outcome: 'unknown', exitCode: null, output: (error as Error).message });
    }
  }

  #waitUntil(at: number): void {
    if (this.#wait !== null) clearTimeout(this.#wait);
    const delay = Math.min(LONGEST_WAIT_MS, Math.max(0, at - this.parts.clock.now()));
    this.#wait = setTimeout(() => this.deliver({ kind: 'tick' }), delay);
  }

  #stopEverything(): void {
    if (this.#wait !== null) clearTimeout(this.#wait);
    this.#contact?.stop();
    this.#withdraw();
  }

  /** The agent stops; the journal takes the job up again next time. */
  close(): void {
    this.#closed = true;
    this.#stopEverything();
    this.parts.journal.close();
  }
}
