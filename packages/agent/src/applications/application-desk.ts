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
  #timer: NodeJS.Timeout | null = null;
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
      await this.parts.box.open();
      this.#timer = setInterval(() => this.#follow(() => this.#look()), this.parts.box.lookEveryMs);
      await this.#look();
    });
  }

  connected(status: Standing['status']): void {
    this.#status = status;
    this.#connected = true;
  }

  disconnected(): void {
    this.#connected = false;
  }

  observed(observation: Observation): void {
    this.#seen = { at: now(), readiness: readinessOf(observation) };
  }

  /** One thing after another; what fails is tried again at the next look. */
  #follow(work: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#closed ? undefined : work()))
      .catch((error) => this.parts.onFailed(error));
  }

  async #look(): Promise<void> {
    // Somebody may keep the file open: what applications ask is passed on all the same.
    await this.#tell().catch((error) => this.parts.onFailed(error));
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
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#work;
    await this.parts.box.close().catch((error) => this.parts.onFailed(error));
  }
}
