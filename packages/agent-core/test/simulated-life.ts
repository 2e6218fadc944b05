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
} from '../src/index';
import { START } from './orders';
import { SimulatedMachine } from './simulated-machine';

/** Nobody changes in place what they were given. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}

export class Crash extends Error {}

export const SHOWN = { channel: 'simulated', language: 'en', textSha256: 'ab'.repeat(32) } as const;

/** How somebody who is logged on meets the notice. `silent`: it is displayed and never answered. */
export type Person = { id: string; answer: NoticeAnswer | 'silent'; displayed?: boolean };

const LIMIT = 20_000;

/**
 * A whole agent around the pure core, without clock and disk: performs effects, keeps journal and machine over crashes,
 * and plays server and users. `crashAt` counts points before and after every effect.
 */
export class SimulatedLife {
  now = START;
  readonly machine = new SimulatedMachine();
  readonly disk: JobRecord[] = [];
  readonly reports: JobReport[] = [];
  readonly receipts: JobReceipt[] = [];
  readonly log: string[] = [];
  /** All that was performed, with when. */
  readonly effects: { at: number; effect: JobEffect }[] = [];
  people: (round: number) => Person[] = () => [];
  /** What the server answers to an ask; undefined: nothing, as when it is cut off. */
  onAsk: (askId: string) => 'go' | { hold: string; retryAfterSeconds: number } | undefined = (askId) =>
    this.grant(askId);
  online = true;
  witness = true;
  journalWorks: (record: JobRecord) => boolean = () => true;
  crashAt: number[] = [];
  crashes = 0;
  points = 0;
  granted: { askId: string; at: number } | null = null;
  state: JobState | null = null;
  private events: (JobEvent | { kind: 'send-ask'; askId: string })[] = [];
  private wakeAt: number | null = null;
  private watching = false;
  /** Whether it can be found out who is logged on. */
  canSeePeople = true;
  /** The round that is up, with those who are there. */
  asking: { round: number; people: Person[] } = { round: 0, people: [] };
  private asked = new Set<string>();
  private asks = 0;
  private askedAt = 0;

  constructor(readonly order: JobOrder) {}

  /** Runs to the end of the job, restarting after `downMs` whenever it crashes. */
  run(downMs = 5000): JobReport {
    for (;;) {
      try {
        this.boot();
        this.drain();
        return this.newest();
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        this.log.push('crash');
        this.events = [];
        this.wakeAt = null;
        this.watching = false;
        this.now += downMs;
      }
    }
  }

  /** Whether something has happened that was not delivered yet. */
  get isBusy(): boolean {
    return this.events.length > 0;
  }

  get nextTickAt(): number | null {
    return this.wakeAt;
  }

  newest(): JobReport {
    const report = this.reports.at(-1);
    if (report === undefined) throw new Error('Nothing was reported.');
    return report;
  }

  /** Delivers one event from outside and performs its effects. */
  deliver(event: JobEvent): void {
    if (this.state === null) throw new Error('Not started.');
    this.take(advanceJob(this.state, JSON.parse(JSON.stringify(event)) as JobEvent, this.now));
  }

  boot(): void {
    const earlier =
      this.order.work.kind === 'restore' ? this.machine.slots.get(this.order.work.savedByJob) : undefined;
    const records = JSON.parse(JSON.stringify(this.disk)) as JobRecord[];
    if (records.length === 0) this.take(startJob(this.order, earlier?.before ?? null, this.now));
    else this.take(resumeJob(records, this.now));
  }

  /** One thing that happens next: a waiting event, else a sign of contact, else the time of the next tick. */
  step(): void {
    const event = this.events.shift();
    if (event?.kind === 'send-ask') {
      this.point();
      this.sendAsk(event.askId);
      this.point();
      return;
    }
    if (event !== undefined) {
      this.deliver(event);
      return;
    }
    if (this.watching) {
      this.now += 5000;
      this.deliver({ kind: 'contact', server: this.online, witness: this.witness, awakeMs: 5000 });
      if (this.state?.phase === 'verifying') this.deliver({ kind: 'tick' });
      return;
    }
    this.now = Math.max(this.now, this.wakeAt ?? this.now + 60_000);
    this.deliver({ kind: 'tick' });
  }

  drain(until: (life: SimulatedLife) => boolean = () => false): void {
    for (let turn = 0; turn < LIMIT; turn += 1) {
      if ((this.state?.phase === 'ended' && this.events.length === 0) || until(this)) return;
      this.step();
    }
    throw new Error(`The job does not end: ${this.state?.phase}`);
  }

  private take(advance: Advance): void {
    this.state = freeze(JSON.parse(JSON.stringify(advance.state)) as JobState);
    for (const effect of JSON.parse(JSON.stringify(advance.effects)) as JobEffect[]) {
      this.point();
      if (effect.kind === 'journal' && !this.journalWorks(effect.record)) {
        this.deliver({ kind: 'journal-failed', text: 'No space is left.' });
        return;
      }
      this.perform(effect);
      this.point();
    }
  }

  private point(): void {
    this.points += 1;
    if (this.crashAt.includes(this.points)) {
      this.crashes += 1;
      throw new Crash();
    }
  }

  private perform(effect: JobEffect): void {
    this.effects.push({ at: this.now, effect });
    this.log.push(effect.kind === 'journal' ? `journal ${effect.record.kind}` : effect.kind);
    switch (effect.kind) {
      case 'journal':
        this.disk.push(effect.record);
        return;
      case 'report-status':
        this.reports.push(effect.report);
        return;
      case 'send-receipt':
        this.receipts.push(effect.receipt);
        return;
      case 'observe':
        this.log.push(`observe ${effect.purpose}`);
        if (this.machine.readable) {
          const observation = this.machine.observe(this.now);
          this.events.push({ kind: 'observed', purpose: effect.purpose, observation });
        } else this.events.push({ kind: 'observe-failed', purpose: effect.purpose, text: 'Access denied.' });
        return;
      case 'show-notice':
        this.showNotice(effect.request);
        return;
      case 'tell-latecomers':
        this.asking = { round: effect.request.round, people: [] };
        this.asked = new Set(effect.request.skip);
        return;
      case 'look-now':
        this.look(effect.look);
        return;
      case 'ask':
        this.ask(effect.askId);
        return;
      case 'save-earlier-values':
        this.machine.save(effect.slot, effect.before);
        this.events.push({ kind: 'saved' });
        return;
      case 'apply-step': {
        const outcome = this.machine.apply(effect.step);
        this.log.push(`apply ${effect.step.kind}`);
        const run = { outcome, exitCode: 0, output: 'Ok.', startedAt: this.now, finishedAt: this.now };
        this.events.push({ kind: 'step-ended', index: effect.index, role: effect.role, run });
        return;
      }
      case 'watch-contact':
      case 'stop-watching-contact':
        this.watching = effect.kind === 'watch-contact';
        return;
      case 'wait-until':
        this.wakeAt = effect.at;
        return;
      case 'withdraw-notice':
        return;
    }
  }

  private showNotice({ round, look, skip }: NoticeRequest): void {
    this.asking = { round, people: this.people(round) };
    this.asked = new Set(skip);
    this.look(look);
  }

  /** Somebody logs on while the change waits to start, and the agent looks. */
  logsOn(people: Person[]): void {
    this.asking = { round: this.asking.round, people };
    this.look(this.state?.notice.looks ?? 0);
  }

  /** Lists who is there, and asks whoever was not asked yet in the round. */
  private look(look: number): void {
    const { round, people } = this.asking;
    if (!this.canSeePeople) {
      this.events.push({ kind: 'notice-sessions-unknown', round, text: 'who: not found.' });
      return;
    }
    const sessions = people.map((person) => ({ id: person.id, user: `user of ${person.id}` }));
    this.events.push({ kind: 'notice-sessions', round, look, sessions, shown: SHOWN });
    for (const person of people.filter(({ id }) => !this.asked.has(id))) {
      this.asked.add(person.id);
      const at = this.now + 1000;
      const common = { round, session: person.id, at, shown: SHOWN };
      if (person.displayed !== false) this.events.push({ kind: 'notice-displayed', ...common });
      if (person.answer !== 'silent') {
        this.events.push({ kind: 'notice-answered', ...common, answer: person.answer, until: null });
      }
    }
  }

  /** Known to the core, and so in the journal, before the server hears of it. */
  private ask(wanted: string | null): void {
    this.asks += 1;
    const askId = wanted ?? `ask-${this.asks}-${this.crashes}`;
    this.events.push({ kind: 'asked', askId }, { kind: 'send-ask', askId });
  }

  private sendAsk(askId: string): void {
    this.askedAt = this.now;
    const answer = this.onAsk(askId);
    if (answer === undefined) return;
    if (answer === 'go') {
      const { jobId, attempt, machineId } = this.order;
      const grant = { jobId, attempt, machineId, askId, epoch: 1 };
      this.events.push({ kind: 'go', grant, epoch: 1, elapsedMs: this.now - this.askedAt });
    } else {
      const { hold: reason, retryAfterSeconds } = answer;
      this.events.push({ kind: 'hold', reason, text: `Held: ${reason}.`, retryAfterSeconds });
    }
  }

  /** The server's rule: the same ask gets its go again; one that can't be used any more was lost; none begins twice. */
  grant(askId: string): 'go' | { hold: string; retryAfterSeconds: number } {
    const { granted, now } = this;
    const lastsMs = granted === null ? 0 : granted.at + 30_000 - now;
    const isSame = lastsMs > 0 && granted?.askId === askId;
    const hasBegun = this.reports.some(({ state }) => state === 'running');
    if (hasBegun && !isSame) return { hold: 'already-started', retryAfterSeconds: 30 };
    if (lastsMs > 0 && !isSame) return { hold: 'busy', retryAfterSeconds: Math.ceil(lastsMs / 1000) };
    this.granted = { askId, at: now };
    return 'go';
  }
}
