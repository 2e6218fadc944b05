import type { AgentSession } from './agent-session';
import { errorMessage } from './refusal';

/** The standing sessions of this process, by machine. */
export class Sessions {
  readonly #byMachine = new Map<string, Set<AgentSession>>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /**
   * A session of a newer epoch ends the older ones that are here. Where two machines share one identity the one that
   * lost waits long, so that they do not push each other out all day.
   */
  add(session: AgentSession): void {
    const { machineId, epoch, status } = session.identity;
    const why = errorMessage(status === 'quarantined' ? 'quarantined' : 'superseded');
    const those = this.#byMachine.get(machineId) ?? new Set();
    for (const other of those) if (other.identity.epoch < epoch) other.end(why);
    those.add(session);
    this.#count += 1;
    this.#byMachine.set(machineId, those);
  }

  remove(session: AgentSession): void {
    const { machineId } = session.identity;
    const those = this.#byMachine.get(machineId);
    if (those?.delete(session)) this.#count -= 1;
    if (those?.size === 0) this.#byMachine.delete(machineId);
  }

  of(machineId: string): Iterable<AgentSession> {
    return this.#byMachine.get(machineId) ?? [];
  }

  has(machineId: string): boolean {
    return this.#byMachine.has(machineId);
  }

  machineIds(): string[] {
    return [...this.#byMachine.keys()];
  }

  *[Symbol.iterator](): Iterator<AgentSession> {
    for (const those of this.#byMachine.values()) yield* those;
  }
}
