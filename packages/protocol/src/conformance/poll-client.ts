import { parseBatch, parseServerMessage, readServerMessage } from '../parse-message';
import { decodeBase64, encodeBase64 } from '../sealing/base64';
import { encodeBatch } from '../sealing/batch';
import { asciiBytes } from '../sealing/bytes';
import { naclPrimitives } from '../sealing/nacl-primitives';
import { openFrame, receivingDirection, sealFrame, sendingDirection } from '../sealing/sealed-frame';
import type { ServerMessage } from '../server-messages';
import { ConformanceError, type FrameDoorClient, Inbox } from './door-client';
import { SessionOpening } from './session-opening';

/** Frames as they are, or in base64, as an agent sends them that can send text only. */
export type FrameForm = 'bytes' | 'text';

/** A client of the polling door at `url` (http or https). It polls only while somebody waits for a message. */
export function createPollClient(
  url: string,
  channelKey: string,
  form: FrameForm = 'bytes',
): FrameDoorClient {
  return new PollClient(url, channelKey, form);
}

class PollClient implements FrameDoorClient {
  readonly #opening = new SessionOpening();
  readonly #inbox = new Inbox();
  #counter = 0;
  #over = false;
  session: FrameDoorClient['session'] = null;
  key: Uint8Array | null = null;

  constructor(
    private readonly url: string,
    private readonly channelKey: string,
    private readonly form: FrameForm,
  ) {}

  async open(protocol: number): Promise<void> {
    const hello = new TextEncoder().encode(JSON.stringify(this.#opening.hello(protocol)));
    const { bytes } = await this.#request('/agent/v1/session', hello);
    this.#takeClear(bytes);
    const challenge = await this.#inbox.next('challenge', 1000);
    this.key = this.#opening.takeChallenge(challenge, this.channelKey);
    const { sessionId, nonce } = challenge;
    this.session = { sessionId, nonce, sessionKey: this.#opening.sessionKey };
  }

  seal(messages: readonly unknown[], counterOffset: number): Uint8Array {
    return this.#sealBytes(encodeBatch(messages), counterOffset);
  }

  async post(frame: Uint8Array): Promise<string | null> {
    const path = `/agent/v1/session/${this.session?.sessionId}?hold=1`;
    const { status, bytes } = await this.#exchange(path, frame);
    if (status !== 200) return this.#takeClear(bytes);
    const opening = {
      key: this.#mustKey(),
      direction: receivingDirection('agent'),
      lastCounter: this.#counter,
    };
    const opened = openFrame(naclPrimitives, opening, bytes);
    if (!opened.ok) throw new ConformanceError(`the answer does not open: ${opened.code}`);
    this.#counter = opened.counter;
    const batch = parseBatch(opened.plaintext);
    if (!batch.ok) throw new ConformanceError(batch.text);
    for (const value of batch.values) this.#take(readServerMessage(value));
    return null;
  }

  async send(message: unknown): Promise<void> {
    await this.post(this.seal([message], 0));
  }

  async sendRaw(bytes: Uint8Array): Promise<void> {
    await this.post(this.#sealBytes(bytes, 0));
  }

  async receive<T extends ServerMessage['type']>(
    type: T,
    timeoutMs: number,
  ): Promise<Extract<ServerMessage, { type: T }>> {
    const waiting = this.#inbox.next(type, timeoutMs);
    let settled = false;
    const done = waiting.then(
      () => {
        settled = true;
      },
      () => {
        settled = true;
      },
    );
    await Promise.resolve();
    while (!settled && !this.#over) await this.post(this.seal([], 0));
    await done;
    return waiting;
  }

  async close(): Promise<void> {
    this.#over = true;
  }

  #mustKey(): Uint8Array {
    if (this.key === null) throw new ConformanceError('the door was not opened');
    return this.key;
  }

  #sealBytes(plaintext: Uint8Array, counterOffset: number): Uint8Array {
    const counter = this.#counter + 1 + counterOffset;
    const sealing = { key: this.#mustKey(), direction: sendingDirection('agent'), counter };
    return sealFrame(naclPrimitives, sealing, plaintext);
  }

  async #exchange(path: string, frame: Uint8Array): Promise<{ status: number; bytes: Uint8Array }> {
    if (this.form === 'bytes') return this.#request(path, frame);
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    const answer = await this.#request(path, asciiBytes(encodeBase64(frame)), headers);
    if (answer.status !== 200) return answer;
    const bytes = decodeBase64(new TextDecoder().decode(answer.bytes));
    if (bytes === null) throw new ConformanceError('the answer to a text is no base64');
    return { status: 200, bytes };
  }

  async #request(
    path: string,
    body: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; bytes: Uint8Array }> {
    const answer = await fetch(`${this.url}${path}`, { method: 'POST', body: new Uint8Array(body), headers });
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  }

  #takeClear(bytes: Uint8Array): string | null {
    const parsed = parseServerMessage(bytes);
    this.#take(parsed);
    return parsed.ok && parsed.message.type === 'error' ? parsed.message.code : null;
  }

  #take(parsed: ReturnType<typeof parseServerMessage>): void {
    if (!parsed.ok) throw new ConformanceError(parsed.text);
    if (parsed.message.type === 'error') this.#over = true;
    this.#inbox.put(parsed.message);
  }
}
