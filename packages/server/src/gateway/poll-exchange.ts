import {
  HANDSHAKE_SECONDS,
  POLL_HOLD_SECONDS,
  parseBatch,
  readAgentMessage,
  readDoorMessage,
} from '@teredo-fleet/protocol';
import { AgentSession } from './agent-session';
import type { AgentStore, PollSessionRow, PollStanding } from './agent-store';
import type { DoorParts } from './door-parts';
import { enrol, prove } from './handshake';
import type { PollFrames } from './poll-frames';
import { PollLink } from './poll-link';
import { errorMessage, Refusal } from './refusal';

export interface PollParts extends DoorParts {
  store: AgentStore;
  frames: PollFrames;
}

interface Exchange {
  row: PollSessionRow;
  counter: number;
  plaintext: Uint8Array;
  address: string;
  /** How long an answer with nothing in it may take. */
  holdMs: number;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
}

const TAKE_OVER_MS = HANDSHAKE_SECONDS * 1000;

/** One frame of the polling door and its sealed answer. Throws Refusal where no sealed answer can be given. */
export class PollExchange {
  constructor(readonly parts: PollParts) {}

  async run(exchange: Exchange): Promise<Uint8Array> {
    const link = new PollLink();
    const batch = parseBatch(exchange.plaintext);
    if (!batch.ok) {
      link.end(errorMessage(batch.code, { text: batch.text }));
      return this.#answer(exchange, link, exchange.row.standing);
    }
    const { standing } = exchange.row;
    if (standing === null) return this.#admit(exchange, link, batch.values);
    return this.#converse(exchange, link, { standing, values: batch.values });
  }

  /** `enrol` or `prove`: done once, by one worker, because each changes more than a report does. */
  async #admit(exchange: Exchange, link: PollLink, values: readonly unknown[]): Promise<Uint8Array> {
    const { row, counter } = exchange;
    const claimed = await this.parts.store.claimPollFrame(row.id, counter, TAKE_OVER_MS);
    if (!claimed)
      throw new Refusal('not-ready', {
        text: 'This frame is being answered. Send it again.',
        retryAfterSeconds: 1,
      });
    let standing: PollStanding | null = null;
    try {
      standing = await this.#shakeHands(exchange, link, values);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      link.end(error.error);
    }
    return this.#answer(exchange, link, standing);
  }

  async #shakeHands(
    { row, address }: Exchange,
    link: PollLink,
    values: readonly unknown[],
  ): Promise<PollStanding | null> {
    const parsed = readDoorMessage(values[0]);
    if (values.length !== 1)
      throw new Refusal('out-of-order', { text: 'Before the welcome a frame holds one message.' });
    if (!parsed.ok)
      throw new Refusal(parsed.code === 'unknown-type' ? 'out-of-order' : parsed.code, { text: parsed.text });
    const { frames, handshake, admission } = this.parts;
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const open = {
      sessionId: row.id,
      nonce: text(row.nonce),
      sessionKey: text(row.agentKey),
      key: frames.keyOf(row),
    };
    const caller = { door: 'poll', address } as const;
    const { message } = parsed;
    if (message.type === 'enrol') {
      link.send(await admission.inTurn(() => enrol(handshake, open, message, caller)));
      return null;
    }
    const { identity, welcome } = await admission.inTurn(() => prove(handshake, open, message, caller));
    link.send(welcome);
    const { machineId, epoch, enrolmentId, status, heartbeatSeconds } = identity;
    return { machineId, epoch, enrolmentId, status, heartbeatSeconds, told: [] };
  }

  /** Everything here may happen twice for one frame without any harm: reports are idempotent. */
  async #converse(
    exchange: Exchange,
    link: PollLink,
    { standing, values }: { standing: PollStanding; values: readonly unknown[] },
  ): Promise<Uint8Array> {
    const { frames, intake, sessions, wakes } = this.parts;
    const { row, holdMs, signal } = exchange;
    const session = new AgentSession({ ...standing, key: frames.keyOf(row) }, link, intake, standing.told);
    sessions.add(session);
    try {
      const received = this.#receiveAll(session, values);
      await inTime(received, POLL_HOLD_SECONDS * 1000);
      session.flushAcks();
      if (!link.ended) await inTime(wakes.look(standing.machineId), POLL_HOLD_SECONDS * 1000);
      await link.hold(holdMs, signal);
    } finally {
      sessions.remove(session);
    }
    return this.#answer(exchange, link, { ...standing, told: [...session.told] });
  }

  async #receiveAll(session: AgentSession, values: readonly unknown[]): Promise<void> {
    const { machineId, epoch } = session.identity;
    const touched = this.parts.intake.heartbeats.add({ machineId, epoch, receivedAt: Date.now() });
    const received: Promise<unknown>[] = [];
    for (const value of values) {
      const parsed = readAgentMessage(value);
      if (!parsed.ok) {
        await Promise.all(received);
        session.flushAcks();
        return session.end(errorMessage(parsed.code, { text: parsed.text }));
      }
      received.push(session.receive(parsed.message));
    }
    await Promise.all(received);
    if ((await touched).superseded) session.end(errorMessage('superseded'));
  }

  /** The answer is kept before it is sent: whoever asks again gets the same bytes. */
  async #answer(exchange: Exchange, link: PollLink, standing: PollStanding | null): Promise<Uint8Array> {
    const { frames, store } = this.parts;
    const { row, counter } = exchange;
    const bytes = frames.seal(row, counter, link.encode());
    const stored = await store.storePollReply({ id: row.id, counter, bytes, standing });
    if (stored) return bytes;
    const other = await store.readPollSession(row.id);
    if (other?.received === counter && other.lastReply !== null) return other.lastReply;
    throw new Refusal('session-unknown');
  }
}

/** A wait that ends in `not-ready`: the database is away, and what came is kept nowhere yet. */
async function inTime(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('not-ready')), limitMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
