import { createHash, randomBytes } from 'node:crypto';
import {
  type AgentMessage,
  type AskMessage,
  type ErrorMessage,
  naclPrimitives,
  type ServerMessage,
  sealGoTicket,
} from '@teredo-fleet/protocol';
import type { UpdateForMachine } from '@teredo-fleet/services';
import type { PendingForMachine, SessionRef, Written } from './agent-store';
import type { Intake } from './intake';
import { errorMessage } from './refusal';

/** What the handshake found out. */
export interface SessionIdentity extends SessionRef {
  /** As the welcome said; null: a worker that did not give that welcome serves the session now. */
  status: 'active' | 'pending' | 'quarantined' | null;
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

/** Signed bytes as messages carry them. */
function inBase64({ payload, signature }: { payload: Uint8Array; signature: Uint8Array }) {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return { payload: text(payload), signature: text(signature) };
}

/** A standing session of one machine: the same behind both doors. */
export class AgentSession {
  #acks: number[] = [];
  /** Reports on their way into the tables. */
  readonly #reports = new Set<Promise<unknown>>();
  #ended = false;

  constructor(
    readonly identity: SessionIdentity,
    readonly link: SessionLink,
    readonly intake: Intake,
    /** Ids of jobs offered and cancelled in this session. */
    readonly told: Set<string> = new Set(),
  ) {}

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
        return this.#report(message.n, this.intake.statuses.add({ ...ref, message }));
      case 'receipt':
        return this.#report(message.n, this.intake.receipts.add({ ...ref, message }));
      case 'offer-refused':
        return this.#settle(message.n, await this.intake.offerRefusals.add({ ...ref, message }));
      case 'application-request':
        return this.#settle(message.n, await this.intake.applicationRequests.add({ ...ref, message }));
      case 'ask':
        return this.#answer(message);
      case 'update-status':
        return this.#settle(message.n, await this.intake.updateReports.add({ ...ref, message }));
      case 'notice-link':
        return this.#settle(message.n, await this.intake.noticeLinks.add({ ...ref, message }));
      case 'notice-answer-outcome':
        return this.#settle(message.n, await this.intake.noticeOutcomes.add({ ...ref, message }));
      case 'program-report':
        return this.#settle(message.n, await this.intake.programReports.add({ ...ref, message }));
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

  async #report(n: number, writing: Promise<Written>): Promise<void> {
    this.#reports.add(writing);
    try {
      this.#settle(n, await writing);
    } finally {
      this.#reports.delete(writing);
    }
  }

  #settle(n: number | null, { superseded, unreadable }: Written): void {
    if (superseded) this.end(errorMessage('superseded'));
    if (unreadable !== null) {
      const text = `The observation can't be read: ${unreadable}. Install the agent that this server offers.`;
      this.end(errorMessage('malformed', { text: text.slice(0, 500) }));
    }
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
    const cameInAt = performance.now();
    // What the machine reported before it asked counts: its receipts may still be on their way.
    await Promise.allSettled(this.#reports);
    const answer = await this.intake.answerAsk({ machineId, epoch, jobId, attempt, askId, cameInAt });
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
    const superseded = pending.epoch > this.identity.epoch;
    if (!superseded) this.#tellCancels(pending);
    const over = this.#reasonToEnd(pending);
    if (over !== null) this.end(over);
    else this.#tell(pending);
  }

  /** Also to a machine that gets no work: what it waits for with people in front of it will not come. */
  #tellCancels({ cancels }: PendingForMachine): void {
    for (const { jobId, reason } of cancels)
      this.#tellOnce(`cancel:${jobId}`, { type: 'cancel', jobId, reason });
  }

  #reasonToEnd({ epoch, status, disconnect }: PendingForMachine): ErrorMessage | null {
    if (status === 'deleted') return errorMessage('machine-unknown');
    if (status === 'retired') return errorMessage('machine-retired');
    if (epoch > this.identity.epoch) {
      return errorMessage(status === 'quarantined' ? 'quarantined' : 'superseded');
    }
    const said = this.identity.status ?? status;
    if (!disconnect && status === said) return null;
    if (status === 'quarantined') return errorMessage('quarantined');
    const text = 'The standing of this machine has changed. Open a new session.';
    return errorMessage('session-unknown', { text, retryAfterSeconds: 1 });
  }

  #tell(pending: PendingForMachine): void {
    const { observeNow, status, offers, answers, nudges, overrides, update, programs } = pending;
    if (observeNow) this.link.send({ type: 'observe-now' });
    if (status !== 'active') return;
    for (const { jobId, ...signed } of offers)
      this.#tellOnce(`offer:${jobId}`, { type: 'offer', ...inBase64(signed) });
    for (const { overrideId, jobId, ...signed } of overrides) {
      const message = { type: 'notice-override', ...inBase64(signed) } as const;
      // Of a job that it does not have yet a machine could make nothing.
      if (this.told.has(`offer:${jobId}`)) this.#tellOnce(`override:${overrideId} ${jobId}`, message);
    }
    for (const answer of answers) this.#tellOnce(`answer:${answer.id}`, { type: 'notice-answer', ...answer });
    for (const nudge of nudges)
      this.#tellOnce(`nudge:${nudge.jobId} ${nudge.at}`, { type: 'nudge', ...nudge });
    if (update !== null) this.#tellUpdate(update);
    this.#tellPrograms(programs);
  }

  /**
   * Each start is granted once in the tables, so it is told each time. Where there was no room for it the machine is told
   * of the update anew, says again that it is ready, and is let begin then.
   */
  #tellUpdate({ updateId, payload, signature, install }: UpdateForMachine): void {
    const message = { type: 'update', ...inBase64({ payload, signature }), install } as const;
    const name = `update:${updateId}`;
    if (!install) this.#tellOnce(name, message);
    else if (!this.link.send(message)) this.told.delete(name);
  }

  /** All of them, and again only when they are others; to a machine that has none and was told of none nothing is said. */
  #tellPrograms(programs: PendingForMachine['programs']): void {
    const hash = createHash('sha256');
    for (const { id } of programs) hash.update(id);
    const name = `programs:${hash.digest('base64url').slice(0, 16)}`;
    const before = [...this.told].find((one) => one.startsWith('programs:'));
    if (before === name || (before === undefined && programs.length === 0)) return;
    if (!this.link.send({ type: 'programs', programs })) return;
    if (before !== undefined) this.told.delete(before);
    this.told.add(name);
  }

  #tellOnce(name: string, message: ServerMessage): void {
    if (!this.told.has(name) && this.link.send(message)) this.told.add(name);
  }

  end(error: ErrorMessage): void {
    if (this.#ended) return;
    this.#ended = true;
    this.link.end(error);
  }
}
