import type { AgentMessage } from '@teredo-fleet/protocol';

/** A message that the server has to acknowledge, before it has its number. */
export type DurableMessage = Extract<AgentMessage, { n: number }>;
export type UnnumberedMessage = DurableMessage extends infer M
  ? M extends DurableMessage
    ? Omit<M, 'n'>
    : never
  : never;

/**
 * What the server has not acknowledged yet, in order. It is sent at once when a session stands and again in every new
 * session. It lives in memory: after a restart the journal tells everything again.
 */
export class Outbox {
  readonly #waiting = new Map<number, DurableMessage>();
  #n = 0;
  #send: ((message: AgentMessage) => void) | null = null;

  /** Of observations only the newest is worth sending. */
  add(message: UnnumberedMessage): void {
    if (message.type === 'observation') this.#forgetObservations();
    this.#n += 1;
    const numbered = { ...message, n: this.#n } as DurableMessage;
    this.#waiting.set(this.#n, numbered);
    this.#send?.(numbered);
  }

  #forgetObservations(): void {
    for (const [n, waiting] of this.#waiting) if (waiting.type === 'observation') this.#waiting.delete(n);
  }

  acknowledge(ns: readonly number[]): void {
    for (const n of ns) this.#waiting.delete(n);
  }

  /** A session stands: everything that waits goes out. Null: no session. */
  connect(send: ((message: AgentMessage) => void) | null): void {
    this.#send = send;
    if (send === null) return;
    for (const message of this.#waiting.values()) send(message);
  }
}
