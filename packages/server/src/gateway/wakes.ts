import type { Logger } from '../log';
import { retryDelayMs } from '../process/retry-delay';
import type { AgentStore, PendingForMachine } from './agent-store';
import type { Sessions } from './sessions';

const GATHER_MS = 10;
const AT_ONCE = 500;

/** Looks up what waits for machines, many in one query, and hands it to their sessions. */
export class Wakes {
  /** Machines to look up, and whether with what they were offered before. */
  readonly #wanted = new Map<string, boolean>();
  readonly #lookers = new Map<string, (() => void)[]>();
  #timer: NodeJS.Timeout | null = null;
  #looking = false;
  #closed = false;
  #failures = 0;

  constructor(
    readonly store: Pick<AgentStore, 'takePending'>,
    readonly sessions: Sessions,
    readonly log: Logger,
  ) {}

  /** Something may wait for this machine. */
  wake(machineId: string): void {
    if (!this.sessions.has(machineId)) return;
    this.#wanted.set(machineId, true);
    this.#schedule(GATHER_MS);
  }

  /** The same; resolves when it was looked up and handed over. */
  look(machineId: string): Promise<void> {
    const looked = new Promise<void>((resolve) => {
      this.#lookers.set(machineId, [...(this.#lookers.get(machineId) ?? []), resolve]);
    });
    this.wake(machineId);
    return looked;
  }

  /** Something may wait for any machine. */
  wakeAll(): void {
    for (const machineId of this.sessions.machineIds()) {
      if (!this.#wanted.has(machineId)) this.#wanted.set(machineId, false);
    }
    this.#schedule(GATHER_MS);
  }

  #schedule(delayMs: number): void {
    if (this.#closed || this.#looking || this.#wanted.size === 0) return;
    this.#timer ??= setTimeout(() => void this.#look(), delayMs);
  }

  async #look(): Promise<void> {
    this.#timer = null;
    this.#looking = true;
    const asked = [...this.#wanted].slice(0, AT_ONCE);
    for (const [machineId] of asked) this.#wanted.delete(machineId);
    try {
      for (const again of [true, false]) {
        const those = asked.flatMap(([machineId, wanted]) => (wanted === again ? [machineId] : []));
        if (those.length > 0) this.#deliver(those, await this.store.takePending(those, again));
      }
      this.#failures = 0;
    } catch (error) {
      if (this.#failures === 0) this.log.warn({ err: error }, 'could not look up what waits for machines');
      this.#failures += 1;
      for (const [machineId] of asked) this.#wanted.set(machineId, true);
    }
    this.#looking = false;
    this.#schedule(this.#failures === 0 ? 0 : retryDelayMs(this.#failures, 100, 5_000));
  }

  #deliver(asked: readonly string[], found: readonly PendingForMachine[]): void {
    const byMachine = new Map(found.map((pending) => [pending.machineId, pending]));
    for (const machineId of asked) {
      const pending = byMachine.get(machineId) ?? deleted(machineId);
      for (const session of [...this.sessions.of(machineId)]) session.deliver(pending);
      for (const resolve of this.#lookers.get(machineId) ?? []) resolve();
      this.#lookers.delete(machineId);
    }
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}

const deleted = (machineId: string): PendingForMachine => ({
  machineId,
  epoch: 0,
  status: 'deleted',
  offers: [],
  cancels: [],
  observeNow: false,
  answers: [],
  nudges: [],
  overrides: [],
  update: null,
  programs: [],
  disconnect: false,
});
