import {
  type ErrorMessage,
  encodeBatch,
  MAX_BATCH_MESSAGES,
  MAX_FRAME_PLAINTEXT_BYTES,
  type ServerMessage,
} from '@teredo-fleet/protocol';
import type { SessionLink } from './agent-session';

/** Two brackets, and a comma after each message. */
const sizeOf = (message: ServerMessage): number => Buffer.byteLength(JSON.stringify(message)) + 1;

/** Gathers what one answer of the polling door will carry. */
export class PollLink implements SessionLink {
  readonly #messages: ServerMessage[] = [];
  #bytes = 2;
  #ended = false;
  #notify: () => void = () => undefined;

  get ended(): boolean {
    return this.#ended;
  }

  send(message: ServerMessage): boolean {
    const bytes = this.#bytes + sizeOf(message);
    if (this.#messages.length >= MAX_BATCH_MESSAGES || bytes > MAX_FRAME_PLAINTEXT_BYTES) return false;
    this.#messages.push(message);
    this.#bytes = bytes;
    this.#notify();
    return true;
  }

  end(error: ErrorMessage): void {
    this.#ended = true;
    if (!this.send(error)) this.#messages.splice(-1, 1, error);
    this.#notify();
  }

  /** Resolves as soon as there is something to send, or after `holdMs`, or when `signal` aborts. */
  async hold(holdMs: number, signal: AbortSignal): Promise<void> {
    if (this.#messages.length > 0 || signal.aborted || holdMs === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, holdMs);
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.#notify = done;
      signal.addEventListener('abort', done, { once: true });
    });
  }

  /** Plain text of the answer. */
  encode(): Uint8Array {
    return encodeBatch(this.#messages);
  }
}
