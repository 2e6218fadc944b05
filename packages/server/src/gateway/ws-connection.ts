import {
  type ErrorMessage,
  HANDSHAKE_SECONDS,
  parseAgentMessage,
  parseDoorMessage,
  parseHello,
  type ServerMessage,
} from '@teredo-fleet/protocol';
import type { RawData, WebSocket } from 'ws';
import { TokenBucket } from '../http/token-bucket';
import { AgentSession } from './agent-session';
import { answerHello, type OpenChallenge } from './challenge';
import type { Guest } from './crowd';
import type { DoorParts } from './door-parts';
import { enrol, prove } from './handshake';
import { errorMessage, Refusal } from './refusal';
import { wrongTurn } from './wrong-turn';

/** Before the welcome two messages are enough; some more are answered. */
const STRANGER_MESSAGES_PER_SECOND = 5;
const STRANGER_MESSAGES_AT_ONCE = 20;
/** A machine that reads slower than it is written to is let go when this much waits for it. */
const MAX_UNREAD_BYTES = 1024 * 1024;

/** An agent takes a connection without any traffic for a broken one. */
const PING_EVERY_MS = 25_000;

type Stage =
  | { kind: 'hello' }
  | { kind: 'challenged'; open: OpenChallenge }
  | { kind: 'standing'; session: AgentSession }
  | { kind: 'over' };

/** One WebSocket from its first byte to its last. */
export class WsConnection implements Guest {
  #stage: Stage = { kind: 'hello' };
  /** Messages are handled one after another until the session stands. */
  #turn: Promise<void> = Promise.resolve();
  /** Of these messages, those that are not answered yet. */
  #unanswered = 0;
  readonly #bucket: TokenBucket;
  readonly #handshakeTimer: NodeJS.Timeout;
  #lastHeardMs = performance.now();
  #lastPingMs = performance.now();
  /** Before the session stands: since when it is the other end's turn. Only a message ends that, not a pong. */
  #waitingSinceMs = performance.now();

  constructor(
    readonly socket: WebSocket,
    readonly address: string,
    readonly parts: DoorParts,
    readonly proved: () => void,
  ) {
    this.#bucket = new TokenBucket(
      STRANGER_MESSAGES_PER_SECOND,
      STRANGER_MESSAGES_AT_ONCE,
      performance.now(),
    );
    this.#handshakeTimer = setTimeout(() => {
      const text = `The handshake took longer than ${HANDSHAKE_SECONDS} s. Connect again.`;
      this.#end(errorMessage('out-of-order', { text, retryAfterSeconds: 5 }));
    }, HANDSHAKE_SECONDS * 1000);
    socket.on('message', (data, isBinary) => this.#take(data, isBinary));
    socket.on('pong', () => {
      this.#lastHeardMs = performance.now();
    });
    socket.on('close', () => this.#closed());
    // What the WebSocket library refuses by itself, it closes with a code of its own (1009, 1002, 1007).
    socket.on('error', () => setTimeout(() => socket.terminate(), 1_000).unref());
  }

  keepsWaitingSince(): number | null {
    return this.#unanswered > 0 || this.socket.isPaused ? null : this.#waitingSinceMs;
  }

  pushOut(): void {
    this.#end(errorMessage('too-many'));
  }

  /** Stops or goes on reading; what the machine sends waits in its socket meanwhile. */
  setPaused(paused: boolean): void {
    this.#lastHeardMs = performance.now();
    this.#waitingSinceMs = this.#lastHeardMs;
    if (paused) this.socket.pause();
    else this.socket.resume();
  }

  /** Shows the machine that the connection stands, and lets go of one that was silent for two and a half heartbeats. */
  checkSilence(nowMs: number): void {
    if (this.#stage.kind !== 'standing' || this.socket.isPaused) return;
    if (nowMs - this.#lastPingMs > PING_EVERY_MS) {
      this.#lastPingMs = nowMs;
      this.socket.ping();
    }
    const limitMs = this.#stage.session.identity.heartbeatSeconds * 2_500 + 5_000;
    if (nowMs - this.#lastHeardMs > limitMs) this.socket.terminate();
  }

  #take(data: RawData, isBinary: boolean): void {
    if (this.#over()) return;
    this.#lastHeardMs = performance.now();
    if (!this.#mayGoOn((data as Buffer).length)) this.#end(errorMessage('too-many'));
    else if (isBinary)
      this.#end(errorMessage('malformed', { text: 'A binary message came. Send JSON text.' }));
    else if (this.#stage.kind === 'standing') this.#receive(this.#stage.session, data as Buffer);
    else this.#handle(data as Buffer);
  }

  #handle(bytes: Buffer): void {
    this.#unanswered += 1;
    this.#turn = this.#turn
      .then(() => this.#step(bytes))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#unanswered -= 1;
        this.#waitingSinceMs = performance.now();
      });
  }

  #mayGoOn(bytes: number): boolean {
    if (this.#stage.kind !== 'standing') return this.#bucket.take(this.#lastHeardMs);
    const { machineId } = this.#stage.session.identity;
    return this.parts.allowances.take(machineId, { messages: 1, bytes }, this.#lastHeardMs);
  }

  #receive(session: AgentSession, bytes: Buffer): void {
    const parsed = parseAgentMessage(bytes);
    if (!parsed.ok)
      this.#end(errorMessage(wrongTurn(parsed.code, parsedValue(bytes)), { text: parsed.text }));
    else session.receive(parsed.message).catch((error: unknown) => this.#fail(error));
  }

  async #step(bytes: Buffer): Promise<void> {
    switch (this.#stage.kind) {
      case 'hello': {
        const parsed = parseHello(bytes);
        if (!parsed.ok) throw new Refusal(wrongTurn(parsed.code, parsedValue(bytes)), { text: parsed.text });
        const { open, message } = answerHello(this.parts.channel, parsed.message);
        this.#stage = { kind: 'challenged', open };
        this.#send(message);
        return;
      }
      case 'challenged':
        return this.#admit(this.#stage.open, bytes);
      case 'standing':
        return this.#receive(this.#stage.session, bytes);
      case 'over':
        return;
    }
  }

  async #admit(open: OpenChallenge, bytes: Buffer): Promise<void> {
    const parsed = parseDoorMessage(bytes);
    if (!parsed.ok) throw new Refusal(wrongTurn(parsed.code, parsedValue(bytes)), { text: parsed.text });
    const { admission, handshake, intake, sessions, wakes } = this.parts;
    const caller = { door: 'ws', address: this.address } as const;
    const { message } = parsed;
    if (message.type === 'enrol') {
      this.#send(await admission.enrolments.take(() => enrol(handshake, open, message, caller)));
      return;
    }
    const { identity, welcome } = await admission.proofs.take(() => prove(handshake, open, message, caller));
    if (this.#over()) {
      intake.disconnects.add(identity).catch(() => undefined);
      return;
    }
    clearTimeout(this.#handshakeTimer);
    this.proved();
    const link = { send: (m: ServerMessage) => this.#send(m), end: (e: ErrorMessage) => this.#end(e) };
    const session = new AgentSession(identity, link, intake);
    this.#stage = { kind: 'standing', session };
    this.#send(welcome);
    sessions.add(session);
    wakes.wake(identity.machineId);
  }

  #over(): boolean {
    return this.#stage.kind === 'over';
  }

  #send(message: ServerMessage): boolean {
    if (this.socket.readyState !== this.socket.OPEN) return false;
    if (this.socket.bufferedAmount > MAX_UNREAD_BYTES) {
      this.socket.terminate();
      return false;
    }
    this.socket.send(JSON.stringify(message));
    return true;
  }

  #end(error: ErrorMessage): void {
    if (this.#over()) return;
    this.#send(error);
    this.#finish();
    this.socket.close(error.final ? 4001 : 4000, error.code);
    setTimeout(() => this.socket.terminate(), 2_000).unref();
  }

  #fail(error: unknown): void {
    const expected = error instanceof Refusal;
    if (!expected) this.parts.log.error({ err: error, address: this.address }, 'a session failed');
    this.#end(expected ? error.error : errorMessage('not-ready'));
  }

  /** No message counts any more. */
  #finish(): void {
    clearTimeout(this.#handshakeTimer);
    this.proved();
    const stage = this.#stage;
    this.#stage = { kind: 'over' };
    if (stage.kind !== 'standing') return;
    this.parts.sessions.remove(stage.session);
    this.parts.intake.disconnects.add(stage.session.identity).catch(() => undefined);
  }

  #closed(): void {
    if (!this.#over()) this.#finish();
  }
}

/** Only for text that was found to be JSON. */
const parsedValue = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
};
