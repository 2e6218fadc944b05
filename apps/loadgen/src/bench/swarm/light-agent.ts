import { type ChallengeMessage, PROTOCOL_VERSION, type ServerMessage } from '@teredo-fleet/protocol';
import { WebSocket } from 'ws';
import { LightIdentity } from './identity';

const WS_PATH = '/agent/v1/ws';
const GIVE_UP_MS = 30_000;

/** Listens for one message; what it throws, and an end of the connection, reject. */
interface Expected {
  type: ServerMessage['type'];
  resolve(message: ServerMessage): void;
  reject(error: Error): void;
}

/**
 * A machine of a benchmark: it speaks the real protocol and does nothing else, so that thousands fit beside the server
 * that is measured. It does not check the server's proof.
 */
export class LightAgent {
  readonly #identity: LightIdentity;
  #machineId: string | null = null;
  #socket: WebSocket | null = null;
  #expected: Expected | null = null;
  #onAck: (ns: readonly number[]) => void = () => undefined;

  constructor(index: number) {
    this.#identity = new LightIdentity(index);
  }

  async enrol(server: string, token: { tokenId: string; secret: string }): Promise<void> {
    const challenge = await this.#greet(server);
    this.#send(this.#identity.enrol(challenge, token));
    this.#machineId = (await this.#next('enrolled')).machineId;
    await this.close();
  }

  /** Opens the connection and a session on it; resolves with the welcome. */
  async connect(server: string): Promise<void> {
    const challenge = await this.#greet(server);
    this.#send(this.#identity.prove(challenge, this.#machineId ?? ''));
    await this.#next('welcome');
  }

  async #greet(server: string): Promise<ChallengeMessage> {
    const socket = new WebSocket(`${server}${WS_PATH}`, {
      perMessageDeflate: false,
      headers: { 'x-forwarded-for': this.#identity.address, 'x-forwarded-proto': 'https' },
    });
    this.#socket = socket;
    const opened = new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.#take(JSON.parse(String(data))));
    socket.on('close', (code) => this.#expected?.reject(new Error(`the connection ended with ${code}`)));
    await opened;
    this.#send({ type: 'hello', protocol: PROTOCOL_VERSION, sessionKey: this.#identity.sessionKey });
    return this.#next('challenge');
  }

  #send(message: object): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #next<T extends ServerMessage['type']>(type: T): Promise<Extract<ServerMessage, { type: T }>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${type} came`)), GIVE_UP_MS);
      const done = (): void => {
        clearTimeout(timer);
        this.#expected = null;
      };
      this.#expected = {
        type,
        resolve(message) {
          done();
          resolve(message as Extract<ServerMessage, { type: T }>);
        },
        reject(error) {
          done();
          reject(error);
        },
      };
    });
  }

  #take(message: ServerMessage): void {
    if (message.type === 'ack') this.#onAck(message.ns);
    else if (message.type === 'error') this.#expected?.reject(new Error(`${message.code}: ${message.text}`));
    else if (message.type === this.#expected?.type) this.#expected.resolve(message);
  }

  /** Sends an observation and resolves when the server says that it is kept. */
  observe(n: number, observation: object): Promise<void> {
    return new Promise((resolve) => {
      this.#onAck = (ns) => {
        if (ns.includes(n)) resolve();
      };
      this.#send({ type: 'observation', n, observedAt: Date.now(), reason: 'periodic', observation });
    });
  }

  /** Ends the connection; resolves when it is gone on both sides. */
  async close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null || socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.close(1000);
    await closed;
  }
}
