import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  AgentMessage,
  JobPayload,
  ProveMessage,
  ReceiptMessage,
  ServerMessage,
  SignedRelease,
  StatusMessage,
  UpdateStatusMessage,
} from '@teredo-fleet/protocol';
import {
  deriveSessionKey,
  GO_LIFETIME_SECONDS,
  jobBytes,
  makeProof,
  naclPrimitives,
  type OverridePayload,
  overrideBytes,
  parseAgentMessage,
  parseDoorMessage,
  parseHello,
  sealGoTicket,
  TERMINAL_JOB_STATES,
} from '@teredo-fleet/protocol';
import { type WebSocket, WebSocketServer } from 'ws';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

function rawPair(kind: 'x25519' | 'ed25519') {
  const { privateKey } = generateKeyPairSync(kind as 'x25519');
  const jwk = privateKey.export({ format: 'jwk' });
  return {
    privateKey,
    secret: new Uint8Array(Buffer.from(jwk.d!, 'base64url')),
    publicKey: new Uint8Array(Buffer.from(jwk.x!, 'base64url')),
  };
}

/** One machine's side of the server as far as jobs go, with the real protocol over a real WebSocket. */
export class FakeGateway {
  readonly channel = rawPair('x25519');
  readonly jobKeys = rawPair('ed25519');
  readonly machineId = randomUUID();
  readonly enrolmentId = randomUUID();
  readonly statuses: StatusMessage[] = [];
  readonly receipts: ReceiptMessage[] = [];
  readonly refusedOffers: Extract<AgentMessage, { type: 'offer-refused' }>[] = [];
  readonly others: AgentMessage[] = [];
  readonly proved: ProveMessage[] = [];
  readonly updateStatuses: UpdateStatusMessage[] = [];
  /** Public keys that asked to be let in, standard base64. */
  readonly enrolling: string[] = [];
  /** What becomes of who asks: let in; let in and the answer lost; or refused, as one whose token is used up. */
  enrolments: 'answered' | 'lost' | 'refused' | 'of another version' = 'answered';
  /** Offered in every session, and put in place as soon as it is ready, until an agent of that version says that it runs. */
  release: SignedRelease | null = null;
  /** The last one that was to be put in place. */
  #ordered: SignedRelease | null = null;
  /** Answers everything that is no WebSocket. */
  onRequest: RequestListener = (_, response) => void response.writeHead(404).end();
  /** Asks that were granted, by job: the same ask gets the same answer, another one none. */
  readonly #granted = new Map<string, { askId: string; at: number }>();
  readonly #sockets = new Set<WebSocket>();
  readonly #offers: Extract<ServerMessage, { type: 'offer' }>[] = [];
  #epoch = 0;
  readonly #http = createServer((request, response) => this.onRequest(request, response));
  #server = new WebSocketServer({ server: this.#http });

  static async start(): Promise<FakeGateway> {
    const gateway = new FakeGateway();
    await new Promise<void>((resolve) => gateway.#http.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  private constructor() {
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('message', (data) => this.#greet(socket, String(data)));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  get keys() {
    return { channelKey: base64(this.channel.publicKey), jobKey: base64(this.jobKeys.publicKey) };
  }

  sign(payload: Uint8Array): Uint8Array {
    return new Uint8Array(sign(null, jobBytes(payload), this.jobKeys.privateKey));
  }

  /** Offers a signed job in every new session. */
  offer(job: JobPayload): void {
    const payload = new TextEncoder().encode(JSON.stringify(job));
    this.offerBytes(payload, this.sign(payload));
  }

  offerBytes(payload: Uint8Array, signature: Uint8Array): void {
    this.#offers.push({ type: 'offer', payload: base64(payload), signature: base64(signature) });
  }

  /** Offers a signed job in the sessions that stand, and in every new one. */
  offerNow(job: JobPayload): void {
    this.offer(job);
    for (const socket of this.#sockets) socket.send(JSON.stringify(this.#offers.at(-1)));
  }

  /** Says it once, in the sessions that stand. */
  say(message: ServerMessage): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify(message));
  }

  /** Two people's decision that a job does not wait for answers, signed as the server's signer does. */
  override(payload: OverridePayload): void {
    const bytes = new TextEncoder().encode(JSON.stringify(payload));
    const signature = sign(null, overrideBytes(bytes), this.jobKeys.privateKey);
    this.say({ type: 'notice-override', payload: base64(bytes), signature: base64(signature) });
  }

  /** The last word on a job; null while it goes on. */
  endOf(jobId: string): StatusMessage | null {
    const isEnd = ({ state }: StatusMessage) => (TERMINAL_JOB_STATES as readonly string[]).includes(state);
    return this.statuses.find((status) => status.jobId === jobId && isEnd(status)) ?? null;
  }

  #greet(socket: WebSocket, text: string): void {
    if (this.enrolments === 'of another version') {
      const error = { type: 'error', code: 'wrong-version', text: 'Another version is spoken here.' };
      return socket.send(JSON.stringify({ ...error, final: true, retryAfterSeconds: null }));
    }
    const hello = parseHello(text);
    if (!hello.ok) return socket.close();
    const nonce = new Uint8Array(randomBytes(32));
    const inputs = {
      agentPublicKey: fromBase64(hello.message.sessionKey),
      channelPublicKey: this.channel.publicKey,
      challengeNonce: nonce,
    };
    const key = deriveSessionKey(naclPrimitives, inputs, { side: 'server', secretKey: this.channel.secret });
    const proof = base64(makeProof(naclPrimitives, key, nonce));
    const challenge = {
      type: 'challenge',
      sessionId: randomUUID(),
      nonce: base64(nonce),
      proof,
      serverTime: Date.now(),
    };
    socket.once('message', (data) => this.#welcome(socket, String(data), key));
    socket.send(JSON.stringify(challenge));
  }

  #welcome(socket: WebSocket, text: string, key: Uint8Array): void {
    const door = parseDoorMessage(text);
    if (!door.ok) return socket.close();
    if (door.message.type === 'enrol') return this.#enrol(socket, door.message.agentKey);
    this.proved.push(door.message);
    this.#epoch += 1;
    const epoch = this.#epoch;
    socket.on('message', (data) => this.#take(socket, String(data), { key, epoch }));
    const welcome: ServerMessage = {
      type: 'welcome',
      machineId: this.machineId,
      enrolmentId: this.enrolmentId,
      epoch,
      status: 'active',
      serverTime: Date.now(),
      heartbeatSeconds: 30,
      observeSeconds: 600,
      reachabilityPeer: null,
      probeServer: null,
    };
    socket.send(JSON.stringify(welcome));
    for (const offer of this.#offers) socket.send(JSON.stringify(offer));
    if (door.message.updates?.trial === false && !this.#hasTaken(door.message))
      this.#sendUpdate(socket, false);
  }

  #hasTaken({ agentVersion }: ProveMessage): boolean {
    if (this.release === null || this.release !== this.#ordered) return false;
    return JSON.parse(Buffer.from(this.release.payload, 'base64').toString()).version === agentVersion;
  }

  #sendUpdate(socket: WebSocket, install: boolean): void {
    if (install) this.#ordered = this.release;
    if (this.release !== null) socket.send(JSON.stringify({ type: 'update', ...this.release, install }));
  }

  /** Lets anybody in, as the machine that this is the server of. */
  #enrol(socket: WebSocket, agentKey: string): void {
    const { machineId, keys } = this;
    this.enrolling.push(agentKey);
    if (this.enrolments === 'lost') return socket.terminate();
    if (this.enrolments === 'refused') {
      const text = 'This token is used up.';
      const refusal = { type: 'error', code: 'token-used-up', text, final: true, retryAfterSeconds: null };
      return socket.send(JSON.stringify(refusal));
    }
    const enrolled: ServerMessage = {
      type: 'enrolled',
      machineId,
      enrolmentId: randomUUID(),
      jobKey: keys.jobKey,
      status: 'active',
    };
    socket.send(JSON.stringify(enrolled));
  }

  #take(socket: WebSocket, text: string, session: { key: Uint8Array; epoch: number }): void {
    const parsed = parseAgentMessage(text);
    if (!parsed.ok) throw new Error(parsed.text);
    const { message } = parsed;
    if (message.type === 'status') this.statuses.push(message);
    else if (message.type === 'receipt') this.receipts.push(message);
    else if (message.type === 'offer-refused') this.refusedOffers.push(message);
    else if (message.type === 'update-status') this.updateStatuses.push(message);
    else this.others.push(message);
    if ('n' in message) socket.send(JSON.stringify({ type: 'ack', ns: [message.n] }));
    if (message.type === 'update-status' && message.state === 'ready') this.#sendUpdate(socket, true);
    if (message.type === 'ask') this.#answer(socket, message, session);
  }

  #answer(
    socket: WebSocket,
    ask: Extract<AgentMessage, { type: 'ask' }>,
    { key, epoch }: { key: Uint8Array; epoch: number },
  ): void {
    const { jobId, attempt, askId } = ask;
    const earlier = this.#granted.get(jobId);
    const lastsMs = earlier === undefined ? 0 : earlier.at + GO_LIFETIME_SECONDS * 1000 - performance.now();
    if (lastsMs > 0 && earlier!.askId !== askId) {
      const text = 'Another ask was let start.';
      const retryAfterSeconds = Math.ceil(lastsMs / 1000);
      const hold = { type: 'hold', jobId, attempt, reason: 'busy', text, retryAfterSeconds };
      return socket.send(JSON.stringify(hold));
    }
    this.#granted.set(jobId, { askId, at: performance.now() });
    const ticket = { jobId, attempt, askId, machineId: this.machineId, epoch };
    const sealed = sealGoTicket(naclPrimitives, { key, random23: new Uint8Array(randomBytes(23)) }, ticket);
    socket.send(JSON.stringify({ type: 'go', jobId, attempt, sealed: base64(sealed) }));
  }

  /** Newest state of a job, by version. */
  stateOf(jobId: string): string | null {
    const own = this.statuses.filter((status) => status.jobId === jobId);
    return own.sort((a, b) => b.version - a.version)[0]?.state ?? null;
  }

  /** Cuts every connection, as a server that is restarted. */
  dropSessions(): void {
    for (const socket of this.#sockets) socket.terminate();
    this.#sockets.clear();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}
