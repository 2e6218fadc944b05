import {
  dueProgram,
  lookAtAll,
  markOf,
  mayLookAt,
  type NamedProgram,
  nameProgramsAnew,
  type ProgramLook,
  type ProgramWatch,
  programLookedAt,
  startProgramWatch,
  type WatchedProgram,
} from '@teredo-fleet/agent-core';
import type { ProgramReader } from '@teredo-fleet/platform';
import type { ProgramException } from '@teredo-fleet/teredo';
import type { Outbox } from '../jobs/outbox';

export interface ProgramDeskParts {
  reader: ProgramReader;
  outbox: Outbox;
  /** Milliseconds since 1970 by the server's clock. */
  serverTime(): number;
  /** In [0, 1): machines that are told at one moment don't all look at one moment. */
  random(): number;
  onFailed(error: unknown): void;
}

/** How the desk goes about it: a machine is not to feel that it looks. */
export interface DeskPace {
  /** From being told to the first look, at most. */
  spreadMs: number;
  /** Between two files. */
  restMs: number;
  /** Between two looks for what is due. */
  everyMs: number;
}

export const USUAL_PACE: DeskPace = { spreadMs: 60_000, restMs: 2_000, everyMs: 5 * 60_000 };

const now = () => performance.now();
const REFUSED: ProgramLook = { outcome: 'refused', file: null, exception: 'unknown', facts: null };

type Exceptions = (path: string) => ProgramException;

/** Looks at the programs that an admin named, one after another and seldom, and tells what is otherwise than it was told. */
export class ProgramDesk {
  #watch: ProgramWatch;
  #timer: NodeJS.Timeout | null = null;
  #rest: { timer: NodeJS.Timeout; wake: () => void } | null = null;
  #round: Promise<void> = Promise.resolve();
  #isLooking = false;
  #askedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(
    private readonly parts: ProgramDeskParts,
    private readonly pace: DeskPace = USUAL_PACE,
  ) {
    this.#watch = startProgramWatch(parts.reader.system, now());
  }

  /** A session begins: what an earlier one named does not hold. */
  connected(): void {
    this.#watch = nameProgramsAnew(this.#watch, []);
  }

  /** All that is to be looked at in this session. */
  named(programs: readonly NamedProgram[]): void {
    this.#watch = nameProgramsAnew(this.#watch, programs);
    this.#lookIn(this.parts.random() * this.pace.spreadMs);
  }

  /** Somebody wants to know now; who asks on and on is not obeyed more often than the desk rests. */
  lookNow(): void {
    if (now() - this.#askedAt < this.pace.spreadMs) return;
    this.#askedAt = now();
    this.#watch = lookAtAll(this.#watch, now());
    this.#lookIn(0);
  }

  #lookIn(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#closed || this.#watch.wanted.length === 0) return;
    this.#timer = setTimeout(() => this.#look(), ms);
  }

  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#round = this.#lookAtDue()
      .catch((error) => this.parts.onFailed(error))
      .finally(() => {
        this.#isLooking = false;
        this.#lookIn(this.pace.everyMs);
      });
  }

  async #lookAtDue(): Promise<void> {
    let exceptions: Exceptions | null = null;
    for (let due = this.#due(); due !== null; due = this.#due()) {
      exceptions ??= await this.parts.reader.exceptions();
      const look = await this.#lookAt(due, exceptions);
      if (this.#closed) return;
      this.#take(due, look);
      await this.#restAWhile();
    }
  }

  #due(): WatchedProgram | null {
    return this.#closed ? null : dueProgram(this.#watch, now());
  }

  async #lookAt(program: WatchedProgram, exceptions: Exceptions): Promise<ProgramLook> {
    const { path } = program;
    if (!mayLookAt(this.#watch, path)) return REFUSED;
    const { outcome, file, facts } = await this.parts.reader.read(path, markOf(program));
    const exception = exceptions(path);
    return outcome === 'unchanged' ? { outcome, exception } : { outcome, file, exception, facts };
  }

  #take(program: WatchedProgram, look: ProgramLook): void {
    const { watch, report } = programLookedAt(this.#watch, program, { look, now: now() });
    this.#watch = watch;
    if (report === null) return;
    const at = this.parts.serverTime();
    this.parts.outbox.add({
      type: 'program-report',
      programId: program.id,
      at,
      ...report,
      facts: factsOf(report),
    });
  }

  #restAWhile(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.pace.restMs);
      this.#rest = { timer, wake: resolve };
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.parts.reader.close();
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#rest !== null) clearTimeout(this.#rest.timer);
    this.#rest?.wake();
    await this.#round;
  }
}

/** As a message carries them. */
function factsOf({ facts }: { facts: object | null }): Record<string, unknown> | null {
  return facts === null ? null : { ...facts };
}
