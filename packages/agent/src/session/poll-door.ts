import type { ServerMessage } from '@teredo-fleet/protocol';
import {
  encodeBatch,
  HANDSHAKE_SECONDS,
  MAX_BATCH_MESSAGES,
  MAX_FRAME_BYTES,
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
import { pollAddress } from './addresses';
import { post } from './http-post';
import { beginKeyAgreement } from './key-agreement';
import type { SessionEnd, SessionSecrets, Transport, TransportListener } from './transport';
import { DoorError, type ServerTarget } from './transport';

const HANDSHAKE_MS = HANDSHAKE_SECONDS * 1000;
const BUSY_HOLD_SECONDS = 1;
/** On top of the hold: the server writes what came before it answers. */
const ANSWER_MS = 35_000;
const MAX_HELLO_ANSWER_BYTES = 4096;

interface Outgoing {
  text: string;
  message: object;
  onSent: (() => void) | undefined;
}

/** Sealed polling: one request at a time, counters that rise by one each way, a failed request ends the session. */
class PollTransport implements Transport {
  readonly door = 'poll';
  readonly #outgoing: Outgoing[] = [];
  readonly #stop = new AbortController();
  #listener: TransportListener | null = null;
  #counter = 0;
  #busy = false;
  #heardMs = performance.now();
  #running: Promise<void> | null = null;
  #wakeUp: (() => void) | null = null;

  constructor(
    readonly address: string,
    readonly secrets: SessionSecrets,
  ) {}

  /** The first request needs something to say: the server expects `prove` or `enrol`. */
  async #run(listener: TransportListener): Promise<void> {
    while (!this.#stop.signal.aborted) {
      if (this.#counter === 0 && this.#outgoing.length === 0) await this.#untilSomethingToSay();
      const end = await this.#exchange(listener);
      if (end !== null) return this.#stop.signal.aborted ? undefined : listener.ended(end);
    }
  }

  #untilSomethingToSay(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeUp = resolve;
    });
  }

  /** As many as fit into one frame. */
  #takeBatch(): Outgoing[] {
    let size = 2;
    let count = 0;
    for (const { text } of this.#outgoing.slice(0, MAX_BATCH_MESSAGES)) {
      size += Buffer.byteLength(text) + 1;
      if (size > MAX_FRAME_PLAINTEXT_BYTES) break;
      count += 1;
      if (this.#counter === 0) break;
    }
    return this.#outgoing.splice(0, count);
  }

  async #exchange(listener: TransportListener): Promise<SessionEnd | null> {
    const batch = this.#takeBatch();
    this.#counter += 1;
    const sealing = { key: this.secrets.key, direction: sendingDirection('agent'), counter: this.#counter };
    const frame = sealFrame(naclPrimitives, sealing, encodeBatch(batch.map(({ message }) => message)));
    const hold = batch.length > 0 ? 0 : this.#busy ? BUSY_HOLD_SECONDS : POLL_HOLD_SECONDS;
    for (const { onSent } of batch) onSent?.();
    try {
      const answer = await post({
        url: `${this.address}?hold=${hold}`,
        contentType: 'application/octet-stream',
        body: frame,
        timeoutMs: ANSWER_MS + hold * 1000,
        maxBytes: MAX_FRAME_BYTES,
        signal: this.#stop.signal,
      });
      if (answer.status !== 200) return clearRefusal(answer.body, answer.status);
      return this.#takeAnswer(answer.body, listener);
    } catch (error) {
      return { error: null, cause: error instanceof Error ? error.message : String(error) };
    }
  }

  #takeAnswer(frame: Uint8Array, listener: TransportListener): SessionEnd | null {
    const opening = {
      key: this.secrets.key,
      direction: receivingDirection('agent'),
      lastCounter: this.#counter - 1,
    };
    const opened = openFrame(naclPrimitives, opening, frame);
    if (!opened.ok) return { error: null, cause: `the server's answer can't be trusted (${opened.code})` };
    this.#heardMs = performance.now();
    const batch = parseBatch(opened.plaintext);
    if (!batch.ok) return { error: null, cause: batch.text };
    for (const value of batch.values) {
      const parsed = readServerMessage(value);
      if (!parsed.ok) continue;
      listener.message(parsed.message);
      if (parsed.message.type === 'error') return { error: parsed.message, cause: parsed.message.text };
    }
    return null;
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
    const current: TransportListener = {
      message: (message: ServerMessage) => this.#listener?.message(message),
      ended: (end) => this.#listener?.ended(end),
    };
    this.#running ??= this.#run(current);
  }

  send(message: object, onSent?: () => void): void {
    this.#outgoing.push({ text: JSON.stringify(message), message, onSent });
    this.#wakeUp?.();
  }

  lastHeardMs(): number {
    return this.#heardMs;
  }

  checkAlive(): void {}

  setBusy(busy: boolean): void {
    this.#busy = busy;
  }

  async close(): Promise<void> {
    this.#listener = null;
    this.#stop.abort();
    this.#wakeUp?.();
    if (this.#counter > 0) await this.#running;
  }
}

/** An error in clear text may be anybody's: it ends this session and is never taken as final. */
function clearRefusal(body: Uint8Array, status: number): SessionEnd {
  const parsed = parseServerMessage(body);
  if (!parsed.ok || parsed.message.type !== 'error')
    return { error: null, cause: `the server answered ${status}` };
  return { error: { ...parsed.message, final: false }, cause: parsed.message.text };
}

/** Opens the sealed polling door; plain HTTP will do. Throws DoorError. */
export async function openPollDoor({ serverUrl, channelKey }: ServerTarget): Promise<Transport> {
  const agreement = beginKeyAgreement(channelKey);
  const answer = await post({
    url: pollAddress(serverUrl, null),
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(agreement.hello)),
    timeoutMs: HANDSHAKE_MS,
    maxBytes: MAX_HELLO_ANSWER_BYTES,
    signal: null,
  });
  const parsed = parseServerMessage(answer.body);
  if (!parsed.ok)
    throw new DoorError('unreachable', `no fleet server answers at ${serverUrl} (${answer.status})`);
  const { message } = parsed;
  if (message.type === 'error') throw new DoorError('refused', message.text, { ...message, final: false });
  if (message.type !== 'challenge')
    throw new DoorError('not-the-server', `${message.type} came instead of a challenge`);
  const secrets = agreement.accept(message);
  return new PollTransport(pollAddress(serverUrl, secrets.sessionId), secrets);
}
