import type { IncomingMessage } from 'node:http';
import type { ServerMessage } from '@teredo-fleet/protocol';
import { HANDSHAKE_SECONDS, parseServerMessage } from '@teredo-fleet/protocol';
import WebSocket from 'ws';
import { isLoopbackUrl, wsAddress } from './addresses';
import { beginKeyAgreement } from './key-agreement';
import type { SessionEnd, SessionSecrets, Transport, TransportListener } from './transport';
import { DoorError, type ServerTarget } from './transport';

const MAX_PAYLOAD_BYTES = 256 * 1024;
const CLOSE_MS = 1_000;
const HANDSHAKE_MS = HANDSHAKE_SECONDS * 1000;

/** A WebSocket whose messages wait in a queue until somebody listens. */
class WsTransport implements Transport {
  readonly door = 'ws';
  readonly #waiting: ServerMessage[] = [];
  #listener: TransportListener | null = null;
  #end: SessionEnd | null = null;
  #heardMs = performance.now();
  #lastError: Extract<ServerMessage, { type: 'error' }> | null = null;
  secrets!: SessionSecrets;

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data, isBinary) => !isBinary && this.#take(data as Buffer));
    socket.on('pong', () => this.#hear());
    socket.on('ping', () => this.#hear());
    socket.on('close', (code) => this.#finish(`the connection was closed (${code})`));
    socket.on('error', (error) => this.#finish(error.message));
  }

  #hear(): void {
    this.#heardMs = performance.now();
  }

  #take(data: Buffer): void {
    this.#hear();
    const parsed = parseServerMessage(data);
    if (!parsed.ok) return;
    if (parsed.message.type === 'error') this.#lastError = parsed.message;
    if (this.#listener === null) this.#waiting.push(parsed.message);
    else this.#listener.message(parsed.message);
  }

  #finish(cause: string): void {
    if (this.#end !== null) return;
    this.#end = { error: this.#lastError, cause: this.#lastError?.text ?? cause };
    this.#listener?.ended(this.#end);
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
    for (const message of this.#waiting.splice(0)) listener.message(message);
    if (this.#end !== null) listener.ended(this.#end);
  }

  send(message: object, onSent?: () => void): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify(message));
    onSent?.();
  }

  lastHeardMs(): number {
    return this.#heardMs;
  }

  checkAlive(): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.ping();
  }

  setBusy(): void {}

  async close(): Promise<void> {
    this.#listener = null;
    this.#end ??= { error: null, cause: 'closed here' };
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
    const timer = setTimeout(() => this.socket.terminate(), CLOSE_MS);
    this.socket.close(1000);
    await closed;
    clearTimeout(timer);
  }
}

/** An answer that is no upgrade: our server's own refusal, or somebody on the way. */
async function refusalOf(response: IncomingMessage): Promise<DoorError> {
  let body = '';
  for await (const chunk of response) {
    body += chunk;
    if (body.length > 4096) break;
  }
  const parsed = parseServerMessage(body);
  const blocked = `WebSockets do not come through (the answer was ${response.statusCode})`;
  if (!parsed.ok || parsed.message.type !== 'error') return new DoorError('no-websocket', blocked);
  const { message } = parsed;
  return new DoorError(message.code === 'tls-required' ? 'no-websocket' : 'refused', message.text, message);
}

function connect(address: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, {
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_PAYLOAD_BYTES,
      perMessageDeflate: false,
      followRedirects: false,
    });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (request, response) => {
      refusalOf(response)
        .then(reject, reject)
        .finally(() => request.destroy());
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const reached = error.code === undefined || error.code.startsWith('HPE_');
      reject(new DoorError(reached ? 'no-websocket' : 'unreachable', error.message));
    });
  });
}

function nextMessage(transport: WsTransport): Promise<ServerMessage> {
  return new Promise((resolve, reject) => {
    const giveUp = () =>
      reject(new DoorError('no-websocket', `no challenge came within ${HANDSHAKE_SECONDS} s`));
    const timer = setTimeout(giveUp, HANDSHAKE_MS);
    transport.listen({
      message(message) {
        clearTimeout(timer);
        resolve(message);
      },
      ended({ cause }) {
        clearTimeout(timer);
        reject(new DoorError('no-websocket', cause));
      },
    });
  });
}

/** Opens the WebSocket door: TLS, or plain towards this machine itself. Throws DoorError. */
export async function openWsDoor({ serverUrl, channelKey }: ServerTarget): Promise<Transport> {
  if (!serverUrl.startsWith('https:') && !isLoopbackUrl(serverUrl)) {
    throw new DoorError('no-websocket', 'A plain WebSocket may only go to this machine itself; use https.');
  }
  const agreement = beginKeyAgreement(channelKey);
  const transport = new WsTransport(await connect(wsAddress(serverUrl)));
  try {
    transport.send(agreement.hello);
    const answer = await nextMessage(transport);
    if (answer.type === 'error') throw new DoorError('refused', answer.text, answer);
    if (answer.type !== 'challenge')
      throw new DoorError('not-the-server', `${answer.type} came instead of a challenge`);
    transport.secrets = agreement.accept(answer);
    return transport;
  } catch (error) {
    await transport.close();
    throw error;
  }
}
