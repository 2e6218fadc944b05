import {
  ALTERED,
  type ChallengeMessage,
  encodeBatch,
  HANDSHAKE_SECONDS,
  type HelloMessage,
  MAX_BATCH_MESSAGES,
  MAX_FRAME_PLAINTEXT_BYTES,
  naclPrimitives,
  openFrame,
  POLL_HOLD_SECONDS,
  parseBatch,
  parseServerMessage,
  readServerMessage,
  receivingDirection,
  sealFrame,
  sendingDirection,
} from '@teredo-fleet/protocol';
import type { DoorAddress, Link, LinkListener, OutgoingMessage } from './link';
import { postBytes } from './post-bytes';
import { SessionError } from './session-error';

const SESSION_PATH = '/agent/v1/session';
const LATE_MS = 15_000;
/** While a job is under way polls are short, so an answer this old means that the server is away. */
const FRESH_MS = 8_000;

/** A clear answer outside of a session. */
function clearAnswer(server: string, answer: { status: number; body: Uint8Array }): SessionError {
  const parsed = parseServerMessage(answer.body);
  if (parsed.ok && parsed.message.type === 'error') {
    return SessionError.inClear(parsed.message);
  }
  return SessionError.unreachable(server, `it answered HTTP ${answer.status}`);
}

class PollLink implements Link {
  readonly door = 'poll';
  readonly #queue: { text: string; bytes: number }[] = [];
  readonly #closing = new AbortController();
  #wake: () => void = () => undefined;
  #answeredAt = performance.now();

  constructor(
    readonly challenge: ChallengeMessage,
    private readonly address: DoorAddress,
    private readonly holdSeconds: () => number,
  ) {}

  start(listener: LinkListener, key: Uint8Array): void {
    this.#poll(listener, key).catch((error) => {
      if (this.#closing.signal.aborted) return;
      listener.onEnd(
        error instanceof SessionError ? error : SessionError.unreachable(this.address.server, String(error)),
      );
    });
  }

  send(message: OutgoingMessage): void {
    const text = JSON.stringify(message);
    this.#queue.push({ text, bytes: Buffer.byteLength(text) + 1 });
    this.#wake();
  }

  async answers(): Promise<boolean> {
    return performance.now() - this.#answeredAt < FRESH_MS;
  }

  close(): void {
    this.#closing.abort();
    this.#wake();
  }

  /** Nothing is sent before the first message is there: it opens the session. */
  async #poll(listener: LinkListener, key: Uint8Array): Promise<void> {
    while (this.#queue.length === 0 && !this.#closing.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    for (let counter = 1; !this.#closing.signal.aborted; counter += 1) {
      for (const value of await this.#exchange(counter, key)) {
        const parsed = readServerMessage(value);
        if (!parsed.ok) continue;
        if (parsed.message.type === 'error') return listener.onEnd(SessionError.fromServer(parsed.message));
        listener.onMessage(parsed.message);
      }
    }
  }

  #takeBatch(): unknown[] {
    const batch: unknown[] = [];
    let bytes = 2;
    while (this.#queue.length > 0 && batch.length < MAX_BATCH_MESSAGES) {
      bytes += this.#queue[0]?.bytes ?? 0;
      if (bytes > MAX_FRAME_PLAINTEXT_BYTES && batch.length > 0) break;
      batch.push(JSON.parse(this.#queue.shift()?.text ?? 'null'));
    }
    return batch;
  }

  async #exchange(counter: number, key: Uint8Array): Promise<unknown[]> {
    const batch = this.#takeBatch();
    const hold = batch.length > 0 ? 0 : Math.min(POLL_HOLD_SECONDS, this.holdSeconds());
    const sealing = { key, direction: sendingDirection('agent'), counter };
    const answer = await postBytes(this.address, `${SESSION_PATH}/${this.challenge.sessionId}?hold=${hold}`, {
      body: sealFrame(naclPrimitives, sealing, encodeBatch(batch)),
      contentType: 'application/octet-stream',
      timeoutMs: hold * 1000 + LATE_MS,
      signal: this.#closing.signal,
    });
    if (answer.status !== 200) throw clearAnswer(this.address.server, answer);
    this.#answeredAt = performance.now();
    const opening = { key, direction: receivingDirection('agent'), lastCounter: counter - 1 };
    const opened = openFrame(naclPrimitives, opening, new Uint8Array(answer.body));
    if (!opened.ok) {
      throw new SessionError(opened.code, ALTERED, false, null);
    }
    const values = parseBatch(opened.plaintext);
    if (!values.ok) throw new SessionError(values.code, values.text, false, null);
    return values.values;
  }
}

/** Opens the sealed polling door and says hello. `holdSeconds`: how long the next empty poll may be held. */
export async function openPollLink(
  address: DoorAddress,
  hello: HelloMessage,
  holdSeconds: () => number,
): Promise<Link> {
  const answer = await postBytes(address, SESSION_PATH, {
    body: Buffer.from(JSON.stringify(hello)),
    contentType: 'application/json',
    timeoutMs: HANDSHAKE_SECONDS * 1000,
    signal: new AbortController().signal,
  });
  if (answer.status !== 200) throw clearAnswer(address.server, answer);
  const parsed = parseServerMessage(answer.body);
  if (!parsed.ok) throw SessionError.unreachable(address.server, parsed.text);
  if (parsed.message.type !== 'challenge') throw SessionError.unreachable(address.server, 'no challenge');
  return new PollLink(parsed.message, address, holdSeconds);
}
