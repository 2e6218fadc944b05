import type { ChildProcess } from 'node:child_process';
import { roleMessageSchema } from '../process/role-messages';
import { StartError } from './start-error';

/** One process that must be there: how it is started, and what it is called when people read about it. */
export interface ProcessPlan {
  name: string;
  spawn(): ChildProcess;
  /** False: ready as soon as it runs (a program that does not speak our IPC). */
  reportsReady: boolean;
}

export interface ProcessEvents {
  /** It ended without being asked; it is started again after `retryMs`. */
  ended(name: string, how: string, retryMs: number): void;
  /** It is back. */
  restarted(name: string): void;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 15_000;
/** A process that ran this long starts again without delay the next time. */
const STEADY_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

const describeEnd = (code: number | null, signal: string | null): string =>
  signal === null ? `exit code ${code}` : `signal ${signal}`;

/** Keeps one process running, with a growing pause between starts, until it is stopped. */
export class SupervisedProcess {
  #child: ChildProcess | null = null;
  #retryMs = FIRST_RETRY_MS;
  #timer: NodeJS.Timeout | null = null;
  #stopping = false;

  constructor(
    readonly plan: ProcessPlan,
    readonly events: ProcessEvents,
  ) {}

  /** Process number while it runs. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Starts the process and waits until it is ready. Ending before that rejects with what it said. */
  async start(): Promise<void> {
    const startedAt = performance.now();
    const child = this.plan.spawn();
    this.#child = child;
    let wasReady = false;
    const ended = new Promise<never>((_, reject) => {
      let said: string | null = null;
      child.on('message', (message) => {
        const parsed = roleMessageSchema.safeParse(message);
        if (parsed.success && parsed.data.type === 'failed') said = parsed.data.text;
      });
      child.once('error', (error) =>
        reject(new StartError(`The ${this.plan.name} could not be started: ${error.message}.`)),
      );
      child.once('exit', (code, signal) => {
        const how = describeEnd(code, signal);
        this.#child = null;
        if (wasReady && !this.#stopping) this.#startAgain(how, performance.now() - startedAt);
        reject(new StartError(said ?? `The ${this.plan.name} ended while it started (${how}).`));
      });
    });
    ended.catch(() => undefined);
    await Promise.race([this.#ready(child), ended]);
    wasReady = true;
  }

  #ready(child: ChildProcess): Promise<void> {
    return new Promise((resolve) => {
      if (!this.plan.reportsReady) child.once('spawn', () => resolve());
      child.on('message', (message) => {
        const parsed = roleMessageSchema.safeParse(message);
        if (parsed.success && parsed.data.type === 'ready') resolve();
      });
    });
  }

  #startAgain(how: string, ranMs: number): void {
    if (ranMs > STEADY_MS) this.#retryMs = FIRST_RETRY_MS;
    const retryMs = this.#retryMs;
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    this.events.ended(this.plan.name, how, retryMs);
    this.#timer = setTimeout(() => {
      if (this.#stopping) return;
      this.start().then(
        () => this.events.restarted(this.plan.name),
        (error: Error) => {
          if (!this.#stopping) this.#startAgain(error.message, 0);
        },
      );
    }, retryMs);
  }

  /** From now on its end is expected. */
  expectEnd(): void {
    this.#stopping = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** SIGTERM, and SIGKILL when that is not enough. Resolves when the process is gone. */
  async stop(): Promise<void> {
    this.expectEnd();
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(force);
  }
}
