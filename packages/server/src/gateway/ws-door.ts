import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ErrorMessage, MAX_MESSAGE_BYTES } from '@teredo-fleet/protocol';
import { WebSocketServer } from 'ws';
import type { RequestOrigin } from '../http/client-address';
import { pathOf } from '../web/request-context';
import type { Guest } from './crowd';
import type { DoorParts } from './door-parts';
import { errorMessage } from './refusal';
import { WsConnection } from './ws-connection';

export const WS_PATH = '/agent/v1/ws';
/** Below the file limit of a process, with room for the database and the other door. */
const MAX_SOCKETS = 16_000;
const SILENCE_CHECK_MS = 5_000;

interface HttpRefusal {
  status: string;
  error: ErrorMessage;
}

/** Answers an upgrade with plain HTTP: nothing of a WebSocket is made for whoever is refused. */
function refuse(socket: Duplex, { status, error }: HttpRefusal): void {
  const body = Buffer.from(JSON.stringify(error));
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body.length}`,
    ...(error.retryAfterSeconds === null ? [] : [`Retry-After: ${error.retryAfterSeconds}`]),
    'Connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
}

/** Whoever has asked for a WebSocket, and then has one. */
class Upgrading implements Guest {
  readonly #sinceMs = performance.now();
  #connection: WsConnection | null = null;

  constructor(private readonly socket: Duplex) {}

  become(connection: WsConnection): void {
    this.#connection = connection;
  }

  keepsWaitingSince(): number | null {
    return this.#connection === null ? this.#sinceMs : this.#connection.keepsWaitingSince();
  }

  pushOut(): void {
    if (this.#connection === null) this.socket.destroy();
    else this.#connection.pushOut();
  }
}

/** The WebSocket door: `GET /agent/v1/ws`. */
export class WsDoor {
  readonly #parts: DoorParts;
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // A message that is a little too large gets an answer that says so; a far larger one is cut off.
    maxPayload: 2 * MAX_MESSAGE_BYTES,
  });
  readonly #connections = new Set<WsConnection>();
  #timer: NodeJS.Timeout | null = null;
  #paused = false;

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.#timer = setInterval(() => {
      const now = performance.now();
      for (const connection of this.#connections) connection.checkSilence(now);
    }, SILENCE_CHECK_MS);
  }

  #refusalOf(request: IncomingMessage, { address, secure, loopback }: RequestOrigin): HttpRefusal | null {
    if (pathOf(request) !== WS_PATH) {
      const text = `Agents connect to ${WS_PATH}. Check the address of the server.`;
      return { status: '404 Not Found', error: errorMessage('malformed', { text }) };
    }
    if (request.headers.origin !== undefined || request.headers.cookie !== undefined) {
      const text = 'This address is for agents; a browser may not open it.';
      return { status: '403 Forbidden', error: errorMessage('malformed', { text, final: true }) };
    }
    if (!secure && !loopback) return { status: '403 Forbidden', error: errorMessage('tls-required') };
    if (this.#connections.size >= MAX_SOCKETS) {
      return {
        status: '503 Service Unavailable',
        error: errorMessage('not-ready', { retryAfterSeconds: 30 }),
      };
    }
    if (this.#parts.admission.greet(address)) return null;
    return { status: '429 Too Many Requests', error: errorMessage('too-many') };
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => undefined);
    const origin = this.#parts.readOrigin(request);
    const { address } = origin;
    const refusal = this.#refusalOf(request, origin);
    const guest = new Upgrading(socket);
    const leave = refusal === null ? this.#parts.admission.enter(address, guest) : null;
    if (leave === null) {
      refuse(socket, refusal ?? { status: '429 Too Many Requests', error: errorMessage('too-many') });
      return;
    }
    socket.once('close', leave);
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new WsConnection(webSocket, address, this.#parts, leave);
      guest.become(connection);
      this.#connections.add(connection);
      webSocket.on('close', () => this.#connections.delete(connection));
      if (this.#paused) connection.setPaused(true);
    });
  }

  /** Stops or goes on reading from every machine; what they send waits in their own socket meanwhile. */
  setPaused(paused: boolean): void {
    this.#paused = paused;
    for (const connection of this.#connections) connection.setPaused(paused);
  }

  /** Tells every machine to come back, then ends the sockets. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const { socket } of this.#connections) socket.close(1012, 'restarting');
    const deadline = performance.now() + 1_000;
    while (this.#connections.size > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const { socket } of this.#connections) socket.terminate();
  }
}
