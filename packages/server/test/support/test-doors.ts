import { randomBytes } from 'node:crypto';
import {
  type ChallengeMessage,
  type ErrorMessage,
  encodeBatch,
  naclPrimitives,
  openFrame,
  PROTOCOL_VERSION,
  parseBatch,
  receivingDirection,
  type ServerMessage,
  sealFrame,
  sendingDirection,
} from '@teredo-fleet/protocol';
import nacl from 'tweetnacl';
import { WebSocket } from 'ws';
import { sessionKey } from './test-machine';

/** One end of a session as a test drives it: any message may be sent, nothing is checked. */
export interface TestDoor {
  challenge: ChallengeMessage;
  /** base64, from our hello. */
  sessionKeyText: string;
  key: Uint8Array;
  send(...messages: unknown[]): void;
  /**
   * The next message of this type; fails with what came instead once the session is over, or after the time, which is
   * against hanging only.
   */
  next<T extends ServerMessage['type']>(
    type: T | T[],
    timeoutMs?: number,
  ): Promise<Extract<ServerMessage, { type: T }>>;
  /** Everything that came and was not asked for. */
  readonly received: ServerMessage[];
  /** Resolves when the session is over. */
  ended: Promise<void>;
  /** Leaves what comes in the socket. */
  stopReading(): void;
  close(): void;
}

export type DoorName = 'ws' | 'poll';

class Inbox {
  readonly received: ServerMessage[] = [];
  #arrived: () => void = () => undefined;
  #over = false;

  put(message: ServerMessage): void {
    this.received.push(message);
    this.#arrived();
  }

  /** Nothing comes any more. */
  end(): void {
    this.#over = true;
    this.#arrived();
  }

  async next<T extends ServerMessage['type']>(
    type: T | T[],
    timeoutMs = 30_000,
  ): Promise<Extract<ServerMessage, { type: T }>> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const index = this.received.findIndex((message) => [type].flat().includes(message.type as T));
      if (index !== -1) return this.received.splice(index, 1)[0] as Extract<ServerMessage, { type: T }>;
      const left = deadline - performance.now();
      if (this.#over || left <= 0) throw new Error(`no ${type} came, only ${JSON.stringify(this.received)}`);
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, left);
        this.#arrived = () => {
          clearTimeout(late);
          resolve();
        };
      });
    }
  }
}

const hello = () => {
  const pair = nacl.box.keyPair.fromSecretKey(new Uint8Array(randomBytes(32)));
  const text = Buffer.from(pair.publicKey).toString('base64');
  return { pair, text, message: { type: 'hello', protocol: PROTOCOL_VERSION, sessionKey: text } };
};

export async function openWsDoor(url: string, channelKey: string): Promise<TestDoor> {
  const { pair, text, message } = hello();
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/agent/v1/ws`, { perMessageDeflate: false });
  const inbox = new Inbox();
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.once('close', () => inbox.end());
  socket.on('message', (data) => inbox.put(JSON.parse(String(data))));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.send(JSON.stringify(message));
  const challenge = await inbox.next('challenge');
  return {
    challenge,
    sessionKeyText: text,
    key: sessionKey(pair, challenge, channelKey),
    send: (...messages) => {
      for (const one of messages) socket.send(typeof one === 'string' ? one : JSON.stringify(one));
    },
    next: (type, timeoutMs) => inbox.next(type, timeoutMs),
    received: inbox.received,
    ended,
    stopReading: () => socket.pause(),
    close: () => socket.close(),
  };
}

/** One request of the polling door, as bytes. */
export async function postFrame(
  url: string,
  path: string,
  body: Uint8Array | string,
): Promise<{ status: number; bytes: Uint8Array }> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

export interface PollDoor extends TestDoor {
  /** Sends one frame and takes its answer in; `frame` for one that was made by hand. */
  exchange(messages: unknown[], options?: { frame?: Uint8Array; hold?: number }): Promise<PollAnswer>;
  /** Seals the next frame without sending it. */
  seal(messages: unknown[]): Uint8Array;
}

export interface PollAnswer {
  status: number;
  bytes: Uint8Array;
  /** What came in clear instead of under the seal. */
  error: ErrorMessage | null;
}

export async function openPollDoor(url: string, channelKey: string): Promise<PollDoor> {
  const { pair, text, message } = hello();
  const first = await postFrame(url, '/agent/v1/session', JSON.stringify(message));
  const challenge = JSON.parse(Buffer.from(first.bytes).toString('utf8')) as ChallengeMessage;
  const key = sessionKey(pair, challenge, channelKey);
  const inbox = new Inbox();
  const queue: unknown[] = [];
  let counter = 0;
  let closed = false;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  const seal = (messages: unknown[]) => {
    const sealing = { key, direction: sendingDirection('agent'), counter: counter + 1 };
    return sealFrame(naclPrimitives, sealing, encodeBatch(messages));
  };

  const exchange: PollDoor['exchange'] = async (messages, { frame, hold = 0 } = {}) => {
    const path = `/agent/v1/session/${challenge.sessionId}?hold=${hold}`;
    const { status, bytes } = await postFrame(url, path, frame ?? seal(messages));
    if (status !== 200) return { status, bytes, error: JSON.parse(Buffer.from(bytes).toString('utf8')) };
    const opened = openFrame(
      naclPrimitives,
      { key, direction: receivingDirection('agent'), lastCounter: counter },
      bytes,
    );
    if (!opened.ok) return { status, bytes, error: null };
    counter += 1;
    const batch = parseBatch(opened.plaintext);
    for (const value of batch.ok ? batch.values : []) {
      if ((value as ServerMessage).type === 'error') closed = true;
      inbox.put(value as ServerMessage);
    }
    return { status, bytes, error: null };
  };

  /** Polls as an agent does, once something was sent through `send`. */
  async function poll(): Promise<void> {
    while (!closed) {
      const answer = await exchange(queue.splice(0, 64));
      if (answer.error !== null) {
        closed = true;
        inbox.put(answer.error);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    inbox.end();
    end();
  }

  let polling = false;
  return {
    challenge,
    sessionKeyText: text,
    key,
    send: (...messages) => {
      queue.push(...messages);
      if (!polling) {
        polling = true;
        poll().catch(end);
      }
    },
    next: (type, timeoutMs) => inbox.next(type, timeoutMs),
    received: inbox.received,
    ended,
    stopReading: () => {
      closed = true;
    },
    close: () => {
      closed = true;
    },
    exchange,
    seal,
  };
}

export const openDoor = (door: DoorName, url: string, channelKey: string): Promise<TestDoor> =>
  door === 'ws' ? openWsDoor(url, channelKey) : openPollDoor(url, channelKey);
