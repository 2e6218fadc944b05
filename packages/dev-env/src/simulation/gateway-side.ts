import { randomUUID } from 'node:crypto';
import { between, type Random } from '@teredo-fleet/platform/simulator';
import type { ReceiptMessage, StatusMessage } from '@teredo-fleet/protocol';
import type { AgentStore, FromSession } from '@teredo-fleet/server';
import { type ServiceContext, verbs } from '@teredo-fleet/services';
import type { AgentMessage, AskAnswer, ServerDoor, SimulatedAgent } from './simulated-agent';
import type { Timeline } from './timeline';

/** What a gateway wrote for machines, in the order of its rows. */
export interface GatewayNews {
  heard(machineId: string): void;
  reported(batch: readonly { machineId: string; message: StatusMessage }[]): void;
  receipted(message: ReceiptMessage): void;
}

interface Row {
  agent: SimulatedAgent;
  epoch: number;
  message: AgentMessage;
}

export interface GatewayParts {
  timeline: Timeline;
  random: Random;
  store: AgentStore;
  context: ServiceContext;
  news: GatewayNews;
  /** A machine was let start. */
  onGo(agent: SimulatedAgent, job: { id: string; attempt: number }): Promise<void>;
  /** Sets the store's clock; whatever reads or writes there comes after it. `writes`: it changes something. */
  enter(writes: boolean): Promise<void>;
}

const isStatus = (row: Row): row is Row & { message: StatusMessage } => row.message.type === 'status';
const isReceipt = (row: Row): row is Row & { message: ReceiptMessage } => row.message.type === 'receipt';

/** How long what comes in is gathered. */
const GATHER_MS = 4_000;
/** Agents that are held may take so many times as long as they are told to ask again. */
const SLOWEST = 8;

/** A gateway without sockets: writes in batches, and between it and machines news are doubled, delayed and lost. */
export class GatewaySide implements ServerDoor {
  #rows: Row[] = [];
  #flushPlanned = false;
  #knocking: SimulatedAgent[] = [];
  readonly #serverId = randomUUID();

  constructor(private readonly parts: GatewayParts) {}

  open(agent: SimulatedAgent): void {
    this.#knocking.push(agent);
    if (this.#knocking.length === 1) this.parts.timeline.after(GATHER_MS, () => this.#openAll());
  }

  #wanted(agent: SimulatedAgent) {
    const { hostname, hardwareId } = agent.drawn.machine;
    return {
      machineId: agent.id,
      highestSequence: agent.highestSequence,
      door: 'ws' as const,
      remote: '192.0.2.7',
      serverId: this.#serverId,
      hostname,
      agentVersion: '0.1.0',
      platform: 'simulated' as const,
      bootId: agent.bootId,
      hardwareId,
      timeZone: agent.drawn.zone.name,
    };
  }

  async #openAll(): Promise<void> {
    const { context, news, timeline } = this.parts;
    const agents = this.#knocking;
    this.#knocking = [];
    await this.parts.enter(true);
    const wanted = { sessions: agents.map((agent) => this.#wanted(agent)) };
    const { answer } = await verbs['agent.openSessions'](context, wanted);
    for (const [n, agent] of agents.entries()) {
      const session = answer[n]!;
      if (session.ok) news.heard(agent.id);
      agent.opened(session.ok ? { epoch: session.epoch } : null);
    }
    timeline.after(10, () => this.tell(agents, true));
  }

  post(agent: SimulatedAgent, message: AgentMessage): void {
    const { random, timeline } = this.parts;
    const { epoch } = agent;
    if (epoch === null) return;
    const row = { agent, epoch, message };
    const luck = random();
    if (luck < 0.05) timeline.after(between(random, 1_000, 30_000), () => this.#take(row));
    else this.#take(row);
    if (luck > 0.95) this.#take(row);
  }

  #take(row: Row): void {
    this.#rows.push(row);
    if (this.#flushPlanned) return;
    this.#flushPlanned = true;
    this.parts.timeline.after(GATHER_MS, () => this.flush());
  }

  /** Writes what waits, each kind in one batch. */
  async flush(): Promise<void> {
    const { store, news } = this.parts;
    if (this.#rows.length === 0) return;
    await this.parts.enter(true);
    const rows = this.#rows;
    this.#rows = [];
    this.#flushPlanned = false;
    const receipts = rows.filter(isReceipt);
    const isBehind = receipts.length > 0 && this.parts.random() < 0.3;
    const statuses = isBehind ? [] : rows.filter(isStatus);
    if (isBehind) for (const row of rows.filter(isStatus)) this.#take(row);
    if (receipts.length > 0) {
      const kept = this.#settle(receipts, await store.writeReceipts(receipts.map((row) => this.#said(row))));
      for (const { message } of kept) news.receipted(message);
    }
    if (statuses.length === 0) return;
    const written = this.#settle(statuses, await store.writeStatuses(statuses.map((row) => this.#said(row))));
    news.reported(written.map(({ agent, message }) => ({ machineId: agent.id, message })));
  }

  #said<M extends AgentMessage>({
    agent,
    epoch,
    message,
  }: {
    agent: SimulatedAgent;
    epoch: number;
    message: M;
  }): FromSession<M> {
    return { machineId: agent.id, epoch, receivedAt: this.parts.timeline.nowMs, message };
  }

  /** Tells agents what is written now; a session that is not the newest any more is over. */
  #settle<R extends Row>(rows: readonly R[], written: readonly { superseded: boolean }[]): R[] {
    const { random, news } = this.parts;
    for (const [index, { agent, epoch, message }] of rows.entries()) {
      if (written[index]?.superseded === true) {
        if (agent.epoch === epoch) agent.reconnect();
        continue;
      }
      news.heard(agent.id);
      // Written, and the answer lost with the connection: it comes again.
      if (random() < 0.03 && agent.epoch === epoch) agent.reconnect();
      else agent.acknowledge(message);
    }
    return rows.filter((_, index) => written[index]?.superseded === false);
  }

  async ask(
    agent: SimulatedAgent,
    question: { epoch: number; jobId: string; attempt: number; askId: string },
  ): Promise<AskAnswer> {
    if (this.parts.random() < 0.6) await this.flush();
    await this.parts.enter(false);
    const answer = await this.parts.store.answerAsk({
      machineId: agent.id,
      ...question,
      cameInAt: performance.now(),
    });
    if (!answer.granted) {
      const retryAfterSeconds = answer.retryAfterSeconds * between(this.parts.random, 1, SLOWEST);
      return { ...answer, retryAfterSeconds };
    }
    await this.parts.enter(true);
    await this.parts.onGo(agent, { id: question.jobId, attempt: question.attempt });
    return answer;
  }

  async beat(agents: readonly SimulatedAgent[]): Promise<void> {
    const { store, timeline, news } = this.parts;
    const connected = agents.flatMap((agent) =>
      agent.epoch === null ? [] : [{ agent, epoch: agent.epoch }],
    );
    if (connected.length === 0) return;
    await this.parts.enter(true);
    const rows = connected.map(({ agent, epoch }) => ({
      machineId: agent.id,
      epoch,
      receivedAt: timeline.nowMs,
    }));
    const written = await store.writeHeartbeats(rows);
    for (const [index, { agent }] of connected.entries()) {
      if (written[index]?.superseded === true) agent.reconnect();
      else news.heard(agent.id);
    }
  }

  /** Offers and cancels, to those that are connected. */
  async tell(agents: readonly SimulatedAgent[], again: boolean): Promise<void> {
    const connected = agents.filter(({ epoch }) => epoch !== null);
    if (connected.length === 0) return;
    await this.parts.enter(true);
    const pending = await this.parts.store.takePending(
      connected.map(({ id }) => id),
      again,
    );
    for (const agent of connected) {
      const own = pending.find(({ machineId }) => machineId === agent.id);
      if (own === undefined) continue;
      const { offers, cancels, overrides } = own;
      for (const { payload } of offers) agent.offer(payload);
      for (const { payload } of overrides) agent.override(payload);
      for (const { jobId, reason } of cancels) agent.cancel(jobId, reason);
    }
  }
}
