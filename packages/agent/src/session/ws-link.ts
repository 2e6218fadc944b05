import {
  type ChallengeMessage,
  HANDSHAKE_SECONDS,
  type HelloMessage,
  MAX_FRAME_PLAINTEXT_BYTES,
  parseServerMessage,
} from '@teredo-fleet/protocol';
import { isLoopbackHost } from '@teredo-fleet/teredo';
import { WebSocket } from 'ws';
import type { DoorAddress, Link, LinkListener, OutgoingMessage } from './link';
import { SessionError } from './session-error';

const WS_PATH = '/agent/v1/ws';
/** Without any traffic for this long the connection counts as half-open and is dropped. */
const SILENCE_MS = 90_000;
const PONG_MS = 4_000;

/** The upgrade was answered with plain HTTP: the server's clear error, or somebody else's page. */
async function refusalOf(response: NodeJS.ReadableStream, server: string): Promise<SessionError> {
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > 10_000) break;
  }
  const parsed = parseServerMessage(text);
  if (parsed.ok && parsed.message.type === 'error') {
    return SessionError.inClear(parsed.message);
  }
  return SessionError.unreachable(server, 'the WebSocket was refused');
}

class WsLink implements Link {
  readonly door = 'ws';
  #listener: LinkListener | null = null;
  /** Why it is over; it may be before anybody listens. */
  #ended: SessionError | null = null;
  #silence: NodeJS.Timeout;

  constructor(
    readonly challenge: ChallengeMessage,
    private readonly socket: WebSocket,
  ) {
    this.#silence = setTimeout(() => socket.terminate(), SILENCE_MS);
    const alive = () => this.#silence.refresh();
    socket.on('ping', alive);
    socket.on('message', (data) => {
      alive();
      this.#take(String(data));
    });
    socket.on('close', () => {
      clearTimeout(this.#silence);
      const text = 'The connection to the server ended. Nothing is lost: the agent connects again by itself.';
      this.#end(new SessionError('closed', text, false, null));
    });
  }

  start(listener: LinkListener): void {
    if (this.#ended !== null) return listener.onEnd(this.#ended);
    this.#listener = listener;
  }

  send(message: OutgoingMessage): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  answers(): Promise<boolean> {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), PONG_MS);
      this.socket.once('pong', () => {
        clearTimeout(timer);
        resolve(true);
      });
      this.socket.ping();
    });
  }

  close(): void {
    this.socket.close(1000);
    clearTimeout(this.#silence);
  }

  #take(text: string): void {
    const parsed = parseServerMessage(text);
    if (!parsed.ok) {
      // A newer server may say what this agent does not know yet.
      if (parsed.code !== 'unknown-type') this.socket.terminate();
      return;
    }
    if (parsed.message.type === 'error') {
      this.#end(SessionError.fromServer(parsed.message));
      this.socket.close();
      return;
    }
    this.#listener?.onMessage(parsed.message);
  }

  #end(error: SessionError): void {
    this.#ended ??= error;
    const listener = this.#listener;
    this.#listener = null;
    listener?.onEnd(error);
  }
}

/** Opens the WebSocket door and says hello: TLS, or plain towards this machine itself. Throws SessionError. */
export async function openWsLink(address: DoorAddress, hello: HelloMessage): Promise<Link> {
  const url = new URL(WS_PATH, address.server.replace(/^http/, 'ws'));
  if (url.protocol === 'ws:' && !isLoopbackHost(url.hostname)) {
    const text = `A plain WebSocket could be read on the way to ${address.server}. Use https, or the polling door.`;
    throw new SessionError('tls-required', text, false, null);
  }
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    handshakeTimeout: HANDSHAKE_SECONDS * 1000,
    maxPayload: 2 * MAX_FRAME_PLAINTEXT_BYTES,
    ...(address.ca === null ? {} : { ca: address.ca }),
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      fail(SessionError.unreachable(address.server, 'no answer to hello'));
    }, HANDSHAKE_SECONDS * 1000);
    const fail = (error: SessionError) => {
      clearTimeout(timer);
      socket.on('error', () => undefined);
      socket.terminate();
      reject(error);
    };
    socket.once('open', () => socket.send(JSON.stringify(hello)));
    socket.once('error', (error) => fail(SessionError.unreachable(address.server, error.message)));
    socket.once('close', () => fail(SessionError.unreachable(address.server, 'closed before its challenge')));
    socket.once('unexpected-response', (_request, response) => {
      refusalOf(response, address.server).then(fail, (error) =>
        fail(SessionError.unreachable(address.server, String(error))),
      );
    });
    socket.once('message', (data) => {
      const parsed = parseServerMessage(String(data));
      if (!parsed.ok) return fail(SessionError.unreachable(address.server, parsed.text));
      if (parsed.message.type === 'error') return fail(SessionError.fromServer(parsed.message));
      if (parsed.message.type !== 'challenge')
        return fail(SessionError.unreachable(address.server, 'no challenge'));
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      resolve(new WsLink(parsed.message, socket));
    });
  });
}
