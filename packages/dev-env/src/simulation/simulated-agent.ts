import {
  acceptJob,
  type JobOrder,
  type JobReceipt,
  type JobRecord,
  type JobReport,
  type NoticeOverride,
} from '@teredo-fleet/agent-core';
import { between, hex, type Random } from '@teredo-fleet/platform/simulator';
import type { ReceiptMessage, StatusMessage } from '@teredo-fleet/protocol';
import type { Step } from '@teredo-fleet/teredo';
import type { DrawnMachine } from './drawn-history';
import { JobLife, type LifeParts, type Told } from './job-life';
import { SimulatedHost } from './simulated-host';
import type { Timeline } from './timeline';

export type AgentMessage = StatusMessage | ReceiptMessage;

export type AskAnswer =
  | { granted: true }
  | { granted: false; reason: string; text: string; retryAfterSeconds: number };

/** What an agent reaches of its server. */
export interface ServerDoor {
  /** Opens a session and tells the agent by `opened`. */
  open(agent: SimulatedAgent): void;
  /** Sends; `agent.acknowledge` is called once it is written. */
  post(agent: SimulatedAgent, message: AgentMessage): void;
  ask(
    agent: SimulatedAgent,
    question: { epoch: number; jobId: string; attempt: number; askId: string },
  ): Promise<AskAnswer>;
}

export interface AgentParts {
  timeline: Timeline;
  random: Random;
  door: ServerDoor;
  onStep(agent: SimulatedAgent, life: JobLife, step: Step, role: 'change' | 'revert'): void;
  /** It says how far a job is. */
  onReport(agent: SimulatedAgent, report: JobReport): void;
}

const keyOf = ({ jobId, attempt }: { jobId: string; attempt: number }) => `${jobId} ${attempt}`;

interface Journal {
  records: JobRecord[];
  told: Told[];
}

/** The agent of one machine: its session, its journals, and the jobs that it lives through. */
export class SimulatedAgent {
  readonly host: SimulatedHost;
  #session: { epoch: number } | null = null;
  #isKnocking = false;
  #isOn = true;
  #hasNetwork = true;
  #hasWitness = true;
  #boots = 1;
  #sent = 0;
  #highestSequence = 0;
  #outbox: AgentMessage[] = [];
  readonly #lives = new Map<string, JobLife>();
  readonly #journals = new Map<string, Journal>();
  readonly #timesAsked = new Map<string, number>();

  constructor(
    readonly drawn: DrawnMachine,
    private readonly parts: AgentParts,
  ) {
    this.host = new SimulatedHost(drawn.machine, drawn.failsAt);
  }

  get id(): string {
    return this.drawn.id;
  }

  get epoch(): number | null {
    return this.#session?.epoch ?? null;
  }

  get bootId(): string {
    return `boot-${this.#boots}`;
  }

  get highestSequence(): number {
    return this.#highestSequence;
  }

  /** No job of it is under way. */
  get isIdle(): boolean {
    return this.#isOn && [...this.#lives.values()].every(({ ended }) => ended);
  }

  /** What people on the machine saw of this attempt's notices. */
  toldOf(job: { jobId: string; attempt: number }): readonly Told[] {
    return this.#journals.get(keyOf(job))?.told ?? [];
  }

  /** Plans everything that is drawn for this machine. */
  start(): void {
    const { timeline, random } = this.parts;
    timeline.after(between(random, 0, 2_000), () => this.connect());
    for (const { fromMs, toMs, kind, witness } of this.drawn.absences) {
      timeline.at(fromMs, () => (kind === 'off' ? this.#turnOff() : this.#unplug(witness)));
      timeline.at(toMs, () => (kind === 'off' ? this.#turnOn() : this.#plug()));
    }
    for (const at of this.drawn.crashes) timeline.at(at, () => this.#crash(between(random, 1_000, 60_000)));
  }

  #turnOff(): void {
    this.#isOn = false;
    this.#die();
  }

  #turnOn(): void {
    this.#isOn = true;
    this.#boots += 1;
    this.#boot();
  }

  #unplug(witness: boolean): void {
    this.#hasNetwork = false;
    this.#hasWitness = witness;
    this.#session = null;
  }

  #plug(): void {
    this.#hasNetwork = true;
    this.#hasWitness = true;
    this.connect();
  }

  #die(): void {
    for (const life of this.#lives.values()) life.die();
    this.#lives.clear();
    this.#session = null;
    this.#outbox = [];
  }

  #crash(downMs: number): void {
    this.#die();
    this.parts.timeline.after(downMs, () => this.#boot());
  }

  #boot(): void {
    if (!this.#isOn || this.#lives.size > 0) return;
    for (const [key, journal] of this.#journals) this.#lives.set(key, JobLife.resume(this.#partsOf(journal)));
    this.connect();
  }

  /** A session is lost and opened anew a little later. */
  reconnect(): void {
    this.#session = null;
    this.parts.timeline.after(between(this.parts.random, 500, 10_000), () => this.connect());
  }

  connect(): void {
    if (!this.#isOn || !this.#hasNetwork || this.#session !== null || this.#isKnocking) return;
    this.#isKnocking = true;
    this.parts.door.open(this);
  }

  /** The server has answered; null: it refuses the machine. */
  opened(session: { epoch: number } | null): void {
    this.#isKnocking = false;
    if (session === null || !this.#isOn || !this.#hasNetwork) return;
    this.#session = session;
    for (const life of this.#lives.values()) life.deliver({ kind: 'connected' });
    for (const message of this.#outbox) this.parts.door.post(this, message);
  }

  acknowledge(message: AgentMessage): void {
    this.#outbox = this.#outbox.filter((one) => one !== message);
  }

  offer(payload: Uint8Array): void {
    const order = JSON.parse(Buffer.from(payload).toString()) as JobOrder;
    const knownJobs = [...this.#journals.keys()].map((key) => {
      const [jobId = '', attempt] = key.split(' ');
      return { jobId, attempt: Number(attempt) };
    });
    const { id: machineId, enrolmentId } = this.drawn;
    const nowMs = this.#now();
    const accepted = acceptJob(order, {
      machineId,
      enrolmentId,
      highestSequence: this.#highestSequence,
      knownJobs,
      nowMs,
    });
    if (accepted.ok) return this.#take(order);
    const life = this.#lives.get(keyOf(order));
    if (accepted.code === 'known' && life?.lastReport) this.#report(life.lastReport);
  }

  #take(order: JobOrder): void {
    this.#highestSequence = order.sequence;
    const journal: Journal = { records: [], told: [] };
    this.#journals.set(keyOf(order), journal);
    this.#lives.set(keyOf(order), JobLife.start(this.#partsOf(journal), order));
  }

  /** Its signature is a word here; whether it is of this job the agent's core finds out. */
  override(payload: Uint8Array): void {
    const override = JSON.parse(Buffer.from(payload).toString()) as NoticeOverride;
    this.#lives.get(keyOf(override))?.deliver({ kind: 'notice-overridden', override });
  }

  cancel(jobId: string, reason: string): void {
    for (const life of this.#lives.values())
      if (life.order.jobId === jobId) life.deliver({ kind: 'cancel', reason });
  }

  #now(): number {
    return this.parts.timeline.nowMs + this.drawn.clockErrorMs;
  }

  #partsOf({ records, told }: Journal): LifeParts {
    const { timeline, random, onStep } = this.parts;
    return {
      timeline,
      random,
      host: this.host,
      people: this.drawn.people,
      timesAsked: this.#timesAsked,
      records,
      told,
      now: () => this.#now(),
      isMachineOn: () => this.#isOn,
      contact: () => ({ server: this.#session !== null, witness: this.#hasWitness }),
      report: (report) => this.#report(report),
      receipt: (receipt) => this.#receipt(receipt),
      ask: (life, askId) => this.#ask(life, askId),
      onStep: (life, step, role) => onStep(this, life, step, role),
    };
  }

  #post(message: AgentMessage): void {
    this.#outbox.push(message);
    if (this.#session !== null) this.parts.door.post(this, message);
  }

  #report(report: JobReport): void {
    this.parts.onReport(this, report);
    this.#sent += 1;
    const body = JSON.parse(JSON.stringify(report)) as Omit<StatusMessage, 'n' | 'type'>;
    this.#post({ type: 'status', n: this.#sent, ...body });
  }

  #receipt(receipt: JobReceipt): void {
    this.#sent += 1;
    this.#post({ type: 'receipt', n: this.#sent, ...receipt });
  }

  #ask(life: JobLife, wanted: string | null): void {
    const { timeline, random } = this.parts;
    const busy = [...this.#lives.values()].some((other) => other !== life && other.hasTheMachine);
    if (busy)
      return timeline.after(5_000, () => {
        if (life.alive && !life.ended) this.#ask(life, wanted);
      });
    const askId = wanted ?? askIdOf(random);
    life.deliver({ kind: 'asked', askId });
    timeline.after(between(random, 10, 400), () => this.#sendAsk(life, askId));
  }

  async #sendAsk(life: JobLife, askId: string): Promise<void> {
    const session = this.#session;
    if (session === null || !life.alive || life.ended) return;
    const { jobId, attempt, machineId } = life.order;
    const { epoch } = session;
    const sentAt = this.parts.timeline.nowMs;
    const answer = await this.parts.door.ask(this, { epoch, jobId, attempt, askId });
    this.parts.timeline.after(latencyOf(this.parts.random), () => {
      if (this.#session !== session) return;
      const elapsedMs = this.parts.timeline.nowMs - sentAt;
      if (answer.granted) {
        const grant = { jobId, attempt, machineId, askId, epoch };
        life.deliver({ kind: 'go', grant, epoch, elapsedMs });
      } else {
        const { reason, text, retryAfterSeconds } = answer;
        life.deliver({ kind: 'hold', reason, text, retryAfterSeconds });
      }
    });
  }
}

/** Mostly soon; now and then too late to be of use. */
function latencyOf(random: Random): number {
  return random() < 0.95 ? between(random, 20, 1_500) : between(random, 20_000, 45_000);
}

function askIdOf(random: Random): string {
  const text = hex(random, 16);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-8${text.slice(17, 20)}-${text.slice(20)}`;
}
