import {
  comingChange,
  decodeRequests,
  encodeStanding,
  type JobState,
  type LeftRequest,
  type PassedOn,
  passOn,
  readinessOf,
  type Standing,
  TELL_STANDING_EVERY_MS,
} from '@teredo-fleet/agent-core';
import type { ApplicationBox } from '@teredo-fleet/platform';
import type { Observation } from '@teredo-fleet/teredo';
import type { Outbox } from '../jobs/outbox';

/** Applications live by the machine's own clock, and the agent beside them does too. */
const now = () => Date.now();

/** Without a call: one may be lost, and on some machines nobody can call. */
const LOOK_UNCALLED_MS = 5 * 60_000;

interface DeskParts {
  box: ApplicationBox;
  outbox: Outbox;
  jobs(): JobState[];
  /** Milliseconds since 1970 by the server's clock. */
  serverTime(): number;
  onFailed(error: unknown): void;
}

/** Tells applications on this machine how it stands, and the server which of them asked. It changes nothing. */
export class ApplicationDesk {
  readonly #timers: NodeJS.Timeout[] = [];
  #nextLook: NodeJS.Timeout | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #stopWatching: () => void = () => undefined;
  #isOpen = false;
  #work: Promise<void> = Promise.resolve();
  #passed: PassedOn = [];
  #status: Standing['status'] = null;
  #connected = false;
  #seen: Standing['seen'] = null;
  #told: { at: number; text: string } | null = null;
  #closed = false;

  constructor(private readonly parts: DeskParts) {}

  start(): void {
    this.#follow(async () => {
      const { box } = this.parts;
      await box.open();
      if (this.#closed) return;
      this.#isOpen = true;
      this.#stopWatching = box.watch(() => this.#lookSoon());
      this.#timers.push(
        setInterval(() => this.moved(), TELL_STANDING_EVERY_MS),
        setInterval(() => this.#lookSoon(), LOOK_UNCALLED_MS),
      );
      this.moved();
      this.#lookSoon();
    });
  }

  /** What is told may be another: a job's state, the session, what was seen. */
  moved(): void {
    if (this.#isOpen) this.#follow(() => this.#tell());
  }

  /** However often it is called, one look comes, and not too soon after the last. */
  #lookSoon(): void {
    if (this.#closed || this.#nextLook !== null) return;
    const restMs = this.#lookedAt + this.parts.box.lookEveryMs - performance.now();
    this.#nextLook = setTimeout(
      () => {
        this.#nextLook = null;
        this.#lookedAt = performance.now();
        this.#follow(() => this.#lookOrAgain());
      },
      Math.max(0, restMs),
    );
  }

  connected(status: Standing['status']): void {
    this.#status = status;
    this.#connected = true;
    this.moved();
  }

  disconnected(): void {
    this.#connected = false;
    this.moved();
  }

  observed(observation: Observation): void {
    this.#seen = { at: now(), readiness: readinessOf(observation) };
    this.moved();
  }

  /** One thing after another; what fails is tried again at the next look. */
  #follow(work: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#closed ? undefined : work()))
      .catch((error) => this.parts.onFailed(error));
  }

  /** The call that led to it was heard, and comes no second time. */
  async #lookOrAgain(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      this.#lookSoon();
      throw error;
    }
  }

  async #look(): Promise<void> {
    const left = (await this.parts.box.take()).flatMap(({ text, account }): LeftRequest[] =>
      decodeRequests(text, now()).map((request) => ({ ...request, askedBy: account })),
    );
    const { passed, requests } = passOn(this.#passed, left, now());
    this.#passed = passed;
    for (const { application, askedBy } of requests)
      this.parts.outbox.add({
        type: 'application-request',
        application,
        askedBy: askedBy.slice(0, 256),
        at: this.parts.serverTime(),
      });
  }

  /** At once when it is another, else every half minute: who reads it takes an old one for an agent that has ended. */
  async #tell(): Promise<void> {
    const said = {
      status: this.#status,
      connected: this.#connected,
      seen: this.#seen,
      coming: comingChange(this.parts.jobs()),
    };
    const text = JSON.stringify({ ...said, seen: said.seen?.readiness ?? null });
    const at = now();
    const isNews = this.#told === null || this.#told.text !== text;
    if (!isNews && Math.abs(at - (this.#told?.at ?? 0)) < TELL_STANDING_EVERY_MS) return;
    await this.parts.box.tell(encodeStanding({ v: 1, at, ...said }));
    this.#told = { at, text };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopWatching();
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#nextLook !== null) clearTimeout(this.#nextLook);
    await this.#work;
    await this.parts.box.close().catch((error) => this.parts.onFailed(error));
  }
}
