import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDatabaseAway } from '@teredo-fleet/db';
import { type ErrorCode, POLL_HOLD_SECONDS, parseHello } from '@teredo-fleet/protocol';
import { BodyTooLargeError, readBody } from '../http/read-body';
import { respondJson } from '../http/respond';
import { answerHello } from './challenge';
import { readFrame, respondFrame } from './poll-bodies';
import { answerFrame, type PollParts, type PollTurn } from './poll-exchange';
import { type PollSession, takeFrame } from './poll-frames';
import { errorMessage, Refusal } from './refusal';
import { Waits } from './waits';

export const POLL_PATH = '/agent/v1/session';
const SESSION_PATH = /^\/agent\/v1\/session\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** How long a repeated frame waits for the worker that has it. */
const WAIT_FOR_OTHER_MS = 3_000;
/** A hello, and the one sealed message that proves who somebody is: far less than machines may say afterwards. */
const MAX_HELLO_BYTES = 4 * 1024;
const MAX_PROOF_FRAME_BYTES = 16 * 1024;

const STATUS: Partial<Record<ErrorCode, number>> = {
  'session-unknown': 404,
  replayed: 409,
  'out-of-order': 409,
  'too-large': 413,
  'too-many': 429,
  'not-ready': 503,
};

export const isPollPath = (path: string): boolean => path === POLL_PATH || SESSION_PATH.test(path);

/** `?hold=<seconds>`: how long an answer with nothing in it may take; as long as we allow unless said otherwise. */
function holdMsOf(request: IncomingMessage): number {
  const asked = new URL(request.url ?? '/', 'http://local').searchParams.get('hold');
  const seconds = asked !== null && /^\d{1,3}$/.test(asked) ? Number(asked) : POLL_HOLD_SECONDS;
  return Math.min(seconds, POLL_HOLD_SECONDS) * 1000;
}

const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** The sealed polling door: `POST /agent/v1/session`, then `POST /agent/v1/session/<id>` again and again. */
export class PollDoor {
  readonly #parts: PollParts;
  /** Answers under way here, so that a repeated frame waits for the first one. */
  readonly #underWay = new Map<string, Promise<Uint8Array>>();
  readonly #waits = new Waits();

  constructor(parts: PollParts) {
    this.#parts = parts;
  }

  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    try {
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST');
        return respondJson(response, 405, errorMessage('malformed', { text: 'Agents use POST here.' }));
      }
      const { address } = this.#parts.readOrigin(request);
      const id = SESSION_PATH.exec(path)?.[1];
      if (id === undefined) return await this.#hello(request, response, address);
      const session = { id, ...(await this.#find(id, address)) };
      const frame =
        session.machineId === null
          ? await this.#ofStranger(request, address, () => readFrame(request, MAX_PROOF_FRAME_BYTES))
          : await readFrame(request);
      const holdMs = holdMsOf(request);
      const bytes = await this.#frame(session, frame, { address, holdMs, signal: this.#waits.of(response) });
      respondFrame(request, response, bytes);
    } catch (error) {
      this.#refuse(response, error);
    }
  }

  #refuse(response: ServerResponse, error: unknown): void {
    const message =
      error instanceof Refusal
        ? error.error
        : error instanceof BodyTooLargeError
          ? errorMessage('too-large')
          : errorMessage('not-ready');
    const expected = error instanceof Refusal || error instanceof BodyTooLargeError || isDatabaseAway(error);
    if (!expected) this.#parts.log.error({ err: error }, 'a poll failed');
    const { retryAfterSeconds } = message;
    const headers: Record<string, number> =
      retryAfterSeconds === null ? {} : { 'retry-after': retryAfterSeconds };
    respondJson(response, STATUS[message.code] ?? 400, message, headers);
  }

  /** The session, before anything of its request is read. */
  async #find(id: string, address: string): Promise<Omit<PollSession, 'id'>> {
    const { store, memory, admission } = this.#parts;
    if (!memory.has(id) && admission.isAstray(address)) throw new Refusal('too-many');
    const row = await store.readPollSession(id);
    if (row !== null) return row;
    admission.stray(address);
    throw new Refusal('session-unknown');
  }

  /** What strangers send takes room while it comes: so many of them at once, and so much of each. */
  async #ofStranger<T>(request: IncomingMessage, address: string, read: () => Promise<T>): Promise<T> {
    // Not since its last byte: who sends one every now and then would keep a place for as long as a request may take.
    const since = performance.now();
    const pushOut = () => void request.destroy(new Refusal('too-many'));
    const leave = this.#parts.admission.enter(address, { keepsWaitingSince: () => since, pushOut });
    if (leave === null) throw new Refusal('too-many');
    return read().finally(leave);
  }

  async #hello(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    if (!this.#parts.admission.greet(address)) throw new Refusal('too-many');
    const body = await this.#ofStranger(request, address, () => readBody(request, MAX_HELLO_BYTES));
    const parsed = parseHello(body);
    if (!parsed.ok) throw new Refusal(parsed.code, { text: parsed.text });
    const { open, message } = answerHello(this.#parts.channel, parsed.message);
    const keys = { agentKey: base64(open.sessionKey), nonce: base64(open.nonce) };
    await this.#parts.store.openPollSession({ id: open.sessionId, ...keys });
    respondJson(response, 200, message);
  }

  async #frame(
    session: PollSession,
    frame: Uint8Array,
    caller: { address: string; holdMs: number; signal: AbortSignal },
  ): Promise<Uint8Array> {
    const { store, memory } = this.#parts;
    const { id } = session;
    const taken = takeFrame(memory.of(session).key, session.received, frame);
    if (taken.kind === 'refused') throw new Refusal(taken.code);
    const { counter, plaintext } = taken;
    const name = `${id}/${counter}`;
    const deadline = performance.now() + WAIT_FOR_OTHER_MS;
    for (;;) {
      const underWay = this.#underWay.get(name);
      if (underWay !== undefined) return underWay;
      const { turn, ...found } = await store.takePollFrame(id, counter);
      if (turn === 'next') return this.#run(name, { session, counter, plaintext, ...caller });
      if (turn === 'repeat' && 'reply' in found) return found.reply;
      if (turn === 'unknown') throw new Refusal('session-unknown');
      if (turn === 'out-of-order') throw new Refusal('out-of-order');
      if (performance.now() > deadline) throw new Refusal('not-ready', { retryAfterSeconds: 1 });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  #run(name: string, turn: PollTurn): Promise<Uint8Array> {
    const answer = answerFrame(this.#parts, turn).catch(async (error: unknown) => {
      // The frame was taken and has no answer: the machine opens a new session and sends again what was not acknowledged.
      this.#parts.memory.forget(turn.session.id);
      await this.#parts.store.closePollSession(turn.session.id).catch(() => undefined);
      throw error;
    });
    this.#underWay.set(name, answer);
    return answer.finally(() => this.#underWay.delete(name));
  }

  /** Answers whoever is held, so that they ask the next worker. */
  close(): void {
    this.#waits.end();
  }
}
