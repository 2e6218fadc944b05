import type { ServerMessage } from '../server-messages';

/**
 * One end of a session at a door, driven by a scenario: it may send anything and checks nothing but what it has to
 * open. `open` sends `hello` with this protocol number and takes in the challenge.
 */
export interface DoorClient {
  open(protocol: number): Promise<void>;
  /** Texts of the session as they went over the wire; null before the challenge came. */
  readonly session: { sessionId: string; nonce: string; sessionKey: string } | null;
  /** The session key; null before the challenge. */
  readonly key: Uint8Array | null;
  /** Sends one message in the door's own wrapping. */
  send(message: unknown): Promise<void>;
  /** Sends bytes where the door expects those of a message (WebSocket) or of a batch (polling). */
  sendRaw(bytes: Uint8Array): Promise<void>;
  /** The next message of this type; what comes before it is dropped. Rejects after the time. */
  receive<T extends ServerMessage['type']>(
    type: T,
    timeoutMs: number,
  ): Promise<Extract<ServerMessage, { type: T }>>;
  close(): Promise<void>;
}

/** Polling only: the frames themselves. */
export interface FrameDoorClient extends DoorClient {
  /** Seals a batch under the next counter, or under another, without sending it. */
  seal(messages: readonly unknown[], counterOffset: number): Uint8Array;
  /** Posts a frame as it is; the error code that came in clear, or null when an answer opened. */
  post(frame: Uint8Array): Promise<string | null>;
}

/** A promise of the protocol that the door under test does not keep. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

/** Messages that came and wait for whoever asks for their type. */
export class Inbox {
  readonly #messages: ServerMessage[] = [];
  #wake: () => void = () => undefined;

  put(message: ServerMessage): void {
    this.#messages.push(message);
    this.#wake();
  }

  async next<T extends ServerMessage['type']>(
    type: T,
    timeoutMs: number,
  ): Promise<Extract<ServerMessage, { type: T }>> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      for (let message = this.#messages.shift(); message !== undefined; message = this.#messages.shift()) {
        if (message.type === type) return message as Extract<ServerMessage, { type: T }>;
        if (message.type === 'error')
          throw new ConformanceError(`waited for ${type}, got error ${message.code}`);
      }
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) throw new ConformanceError(`no ${type} came within ${timeoutMs} ms`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}
