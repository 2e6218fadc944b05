import { randomUUID } from 'node:crypto';
import {
  decodeBase64,
  deriveSessionKey,
  encodeBase64,
  encodeBatch,
  makeProof,
  naclPrimitives,
  openFrame,
  parseBatch,
  receivingDirection,
  type ServerMessage,
  sealFrame,
  sendingDirection,
} from '@teredo-fleet/protocol';
import nacl from 'tweetnacl';
import type { HttpAnswer, HttpPost } from '../src/host/http';
import type { ServerPin } from '../src/session/poll-session';

interface ReceivedMessage {
  type: string;
  n?: number;
  [field: string]: unknown;
}

interface Session {
  id: string;
  key: Uint8Array;
  /** Of the newest frame. */
  counter: number;
  lastAt: number;
}

/** One machine's server behind the polling door: says welcome, keeps and acknowledges what it is told. */
export class PollingServer {
  readonly machineId = randomUUID();
  readonly received: ReceivedMessage[] = [];
  sessions = 0;
  /** A session that was not used for so long is forgotten, milliseconds. */
  forgetsAfterMs = Number.POSITIVE_INFINITY;
  readonly #channel = nacl.box.keyPair();
  #session: Session | null = null;

  constructor(private readonly now: () => number) {}

  get pin(): ServerPin {
    return {
      server: 'http://fleet.example.com',
      channelKey: encodeBase64(this.#channel.publicKey),
      post: (request) => this.#answer(request),
    };
  }

  #answer(request: HttpPost): HttpAnswer {
    if (request.url.endsWith('/session')) return { ok: true, status: 200, text: this.#greet(request.body) };
    const session = this.#session;
    if (session === null || this.now() - session.lastAt > this.forgetsAfterMs) {
      const error = { type: 'error', code: 'session-unknown', text: 'It has ended.', final: false };
      return { ok: true, status: 404, text: JSON.stringify({ ...error, retryAfterSeconds: 1 }) };
    }
    session.lastAt = this.now();
    return { ok: true, status: 200, text: this.#take(session, decodeBase64(request.body)!) };
  }

  #greet(hello: string): string {
    const { sessionKey } = JSON.parse(hello) as { sessionKey: string };
    const nonce = nacl.randomBytes(32);
    const publics = {
      agentPublicKey: decodeBase64(sessionKey)!,
      channelPublicKey: this.#channel.publicKey,
      challengeNonce: nonce,
    };
    const own = { side: 'server', secretKey: this.#channel.secretKey } as const;
    const key = deriveSessionKey(naclPrimitives, publics, own)!;
    this.#session = { id: randomUUID(), key, counter: 0, lastAt: this.now() };
    this.sessions += 1;
    return JSON.stringify({
      type: 'challenge',
      sessionId: this.#session.id,
      nonce: encodeBase64(nonce),
      proof: encodeBase64(makeProof(naclPrimitives, key, nonce)),
      serverTime: this.now(),
    });
  }

  #take(session: Session, frame: Uint8Array): string {
    const { key, counter } = session;
    session.counter += 1;
    const opening = { key, direction: receivingDirection('server'), lastCounter: counter };
    const opened = openFrame(naclPrimitives, opening, frame);
    if (!opened.ok) throw new Error(opened.code);
    const batch = parseBatch(opened.plaintext);
    if (!batch.ok) throw new Error(batch.text);
    const messages = batch.values as ReceivedMessage[];
    this.received.push(...messages);
    const answers = messages.flatMap((message) => this.#answersTo(message));
    const sealing = { key, direction: sendingDirection('server'), counter: session.counter };
    return encodeBase64(sealFrame(naclPrimitives, sealing, encodeBatch(answers)));
  }

  #answersTo({ type, n }: ReceivedMessage): ServerMessage[] {
    if (n !== undefined) return [{ type: 'ack', ns: [n] }];
    if (type !== 'prove') return [];
    return [
      {
        type: 'welcome',
        machineId: this.machineId,
        enrolmentId: randomUUID(),
        epoch: this.sessions,
        status: 'active',
        serverTime: this.now(),
        heartbeatSeconds: 30,
        observeSeconds: 300,
        reachabilityPeer: null,
        probeServer: null,
      },
    ];
  }
}
