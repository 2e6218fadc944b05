import { randomBytes } from 'node:crypto';
import {
  type AgentMessage,
  type AskMessage,
  type ErrorMessage,
  naclPrimitives,
  type ServerMessage,
  sealGoTicket,
} from '@teredo-fleet/protocol';
import type { PendingForMachine, SessionRef } from './agent-store';
import type { Intake } from './intake';
import { errorMessage } from './refusal';

/** What the handshake found out. */
export interface SessionIdentity extends SessionRef {
  enrolmentId: string;
  status: 'active' | 'pending' | 'quarantined';
  /** Session key: seals go tickets on both doors. */
  key: Uint8Array;
  heartbeatSeconds: number;
}

/** One door's end of a session. */
export interface SessionLink {
  /** False: there is no room for it now, and it was not sent. */
  send(message: ServerMessage): boolean;
  /** Sends the error, then ends the session. */
  end(error: ErrorMessage): void;
}

/** A standing session of one machine: the same behind both doors. */
export class AgentSession {
  /** Ids of jobs offered and cancelled in this session. */
  readonly told: Set<string>;
  #acks: number[] = [];
  #ended = false;

  constructor(
    readonly identity: SessionIdentity,
    readonly link: SessionLink,
    readonly intake: Intake,
    told: readonly string[] = [],
  ) {
    this.told = new Set(told);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Takes one message in. Resolves when what it asks for is durable and its answer handed to the link. */
  async receive(message: AgentMessage): Promise<void> {
    if (this.#ended) return;
    const ref = { machineId: this.identity.machineId, epoch: this.identity.epoch, receivedAt: Date.now() };
    switch (message.type) {
      case 'heartbeat':
        return this.#settle(null, await this.intake.heartbeats.add(ref));
      case 'observation':
        return this.#settle(message.n, await this.intake.observations.add({ ...ref, message }));
      case 'status':
        return this.#settle(message.n, await this.intake.statuses.add({ ...ref, message }));
      case 'receipt':
        return this.#settle(message.n, await this.intake.receipts.add({ ...ref, message }));
      case 'offer-refused':
        return this.#settle(message.n, await this.intake.offerRefusals.add({ ...ref, message }));
      case 'ask':
        return this.#answer(message);
      case 'bye':
        this.#ended = true;
        await this.intake.disconnects.add(ref);
        return;
      default: {
        const unknown: never = message;
        throw new Error(`a message of an unknown type passed the parser: ${JSON.stringify(unknown)}`);
      }
    }
  }

  #settle(n: number | null, { superseded }: { superseded: boolean }): void {
    if (superseded) return this.end(errorMessage('superseded'));
    if (n === null || this.#ended) return;
    this.#acks.push(n);
    if (this.#acks.length === 1) queueMicrotask(() => this.flushAcks());
  }

  /** Acknowledges everything that is durable by now, in one message. */
  flushAcks(): void {
    const ns = this.#acks.splice(0, 1000);
    if (ns.length > 0 && !this.#ended) this.link.send({ type: 'ack', ns });
    if (this.#acks.length > 0) this.flushAcks();
  }

  async #answer({ jobId, attempt, askId }: AskMessage): Promise<void> {
    const { machineId, epoch, key } = this.identity;
    const answer = await this.intake.answerAsk({ machineId, epoch, jobId, attempt, askId });
    if (this.#ended) return;
    if (answer.granted) {
      const ticket = { jobId, attempt, askId, machineId, epoch };
      const sealed = sealGoTicket(naclPrimitives, { key, random23: new Uint8Array(randomBytes(23)) }, ticket);
      this.link.send({ type: 'go', jobId, attempt, sealed: Buffer.from(sealed).toString('base64') });
    } else if (answer.superseded) {
      this.end(errorMessage('superseded'));
    } else {
      const { reason, text, retryAfterSeconds } = answer;
      this.link.send({ type: 'hold', jobId, attempt, reason, text, retryAfterSeconds });
    }
  }

  /** Tells the machine what waits for it, each thing once a session. */
  deliver(pending: PendingForMachine): void {
    if (this.#ended) return;
    if (pending.epoch > this.identity.epoch) return this.end(errorMessage('superseded'));
    if (pending.status === 'deleted') return this.end(errorMessage('machine-unknown'));
    if (pending.status === 'retired') return this.end(errorMessage('machine-retired'));
    if (pending.disconnect || pending.status !== this.identity.status) return this.#startOver(pending.status);
    if (pending.observeNow) this.link.send({ type: 'observe-now' });
    if (pending.status !== 'active') return;
    for (const { jobId, payload, signature } of pending.offers) {
      if (this.told.has(`offer:${jobId}`)) continue;
      const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
      const sent = this.link.send({ type: 'offer', payload: text(payload), signature: text(signature) });
      if (sent) this.told.add(`offer:${jobId}`);
    }
    for (const { jobId, reason } of pending.cancels) {
      if (this.told.has(`cancel:${jobId}`)) continue;
      if (this.link.send({ type: 'cancel', jobId, reason })) this.told.add(`cancel:${jobId}`);
    }
  }

  /** The machine's standing has changed: a new session tells it. */
  #startOver(status: PendingForMachine['status']): void {
    if (status === 'quarantined') return this.end(errorMessage('quarantined'));
    const text = 'The standing of this machine has changed. Open a new session.';
    this.end(errorMessage('session-unknown', { text, retryAfterSeconds: 1 }));
  }

  end(error: ErrorMessage): void {
    if (this.#ended) return;
    this.#ended = true;
    this.link.end(error);
  }
}
