import { createHash, randomUUID } from 'node:crypto';
import { acceptJob, type JobState, resumeJob, startJob } from '@teredo-fleet/agent-core';
import {
  BAD_JOB_SIGNATURE,
  decodeBase64,
  type GoMessage,
  type HoldMessage,
  type JobPayload,
  jobBytes,
  type NoticeAnswerMessage,
  type NoticeOverrideMessage,
  type NudgeMessage,
  naclPrimitives,
  type OFFER_REFUSALS,
  type OfferMessage,
  openGoTicket,
  overrideBytes,
  parseJobPayload,
  parseOverridePayload,
  signatureFits,
} from '@teredo-fleet/protocol';
import { nodeSignatures } from '@teredo-fleet/protocol/node';
import type { JournalFolder } from '../journal/journal-folder';
import type { Session } from '../session/open-session';
import { StateError } from '../state/state-error';
import type { JobParts } from './job-parts';
import { JobRun } from './job-run';
import type { Outbox } from './outbox';

/** Ended jobs whose journals are kept, so that an offer repeated late is known. */
const KEPT_ENDED_JOBS = 20;

export interface RunnerParts extends Omit<JobParts, 'journal' | 'ask' | 'onEnded' | 'keepEarlier'> {
  journals: JournalFolder;
  outbox: Outbox;
  identity: { machineId: string; enrolmentId: string; jobKey: string };
  /** A job ended: the machine should be looked at again. */
  onJobEnded(): void;
  /** What should be kept can't be; the agent goes on. */
  onFailed(error: unknown): void;
}

interface Ask {
  jobId: string;
  attempt: number;
  askId: string;
  sentMs: number;
}

/** All jobs of this machine: lets them in, takes them up after a restart, and lets one at a time have the machine. */
export class JobRunner {
  readonly #runs = new Map<string, JobRun>();
  readonly #asks = new Map<string, Ask>();
  readonly #waitingAsks: { run: JobRun; askId: string | null }[] = [];
  #session: Session | null = null;
  #highest = 0;
  /** Why old jobs can't be told from new ones; null: they can. */
  #sequenceLost: StateError | null = null;

  constructor(private readonly parts: RunnerParts) {
    try {
      this.#highest = parts.journals.highestSequence(parts.identity.enrolmentId);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      this.#sequenceLost = error;
    }
  }

  get highestSequence(): number {
    return this.#highest;
  }

  /** Whether any job is under way. */
  get isBusy(): boolean {
    return [...this.#runs.values()].some((run) => run.isActive);
  }

  /** Whether a job changes the machine now, or may at any moment. */
  get isChanging(): boolean {
    return [...this.#runs.values()].some((run) => run.hasTheMachine);
  }

  /** Every job that is known, in the order in which they were accepted. */
  get states(): JobState[] {
    return [...this.#runs.values()].map(({ state }) => state);
  }

  /** Takes every journalled job of this enrolment up again; those of an earlier one are forgotten. */
  resume(): void {
    if (this.#sequenceLost !== null) this.parts.onFailed(this.#sequenceLost);
    for (const { jobId, attempt, order, journal } of this.parts.journals.jobs()) {
      if (order.enrolmentId !== this.parts.identity.enrolmentId) {
        journal.remove();
        continue;
      }
      const run = new JobRun(this.#partsOf(journal), resumeJob(journal.records, this.parts.clock.now()));
      this.#runs.set(`${jobId} ${attempt}`, run);
    }
    this.#forgetOldest();
  }

  #partsOf(journal: JobParts['journal']): JobParts {
    return {
      ...this.parts,
      journal,
      keepEarlier: (slot, before) => this.parts.journals.keepEarlier(slot, before),
      ask: (run, askId) => this.#ask(run, askId),
      onEnded: () => {
        this.parts.onJobEnded();
        this.#sendWaitingAsks();
      },
    };
  }

  /** A session stands, or none does any more. */
  connect(session: Session | null): void {
    this.#session = session;
    this.#asks.clear();
    this.#waitingAsks.length = 0;
    if (session === null) return;
    for (const run of this.#runs.values()) run.deliver({ kind: 'connected' });
  }

  /** The signature is checked over the bytes as they came, before anything in them is read. */
  offer(message: OfferMessage): void {
    const payload = decodeBase64(message.payload);
    if (payload === null || !this.#isSigned(jobBytes(payload), message.signature)) {
      return this.#refuse({ payload, jobId: null }, 'bad-signature', BAD_JOB_SIGNATURE);
    }
    const parsed = parseJobPayload(payload);
    if (!parsed.ok) return this.#refuse({ payload, jobId: null }, 'malformed', parsed.text);
    this.#take(parsed.message, payload);
  }

  #isSigned(bytes: Uint8Array, signatureText: string): boolean {
    const signature = decodeBase64(signatureText);
    const publicKey = decodeBase64(this.parts.identity.jobKey);
    if (signature === null || publicKey === null) return false;
    return signatureFits(nodeSignatures, { bytes, signature, publicKey });
  }

  #take(order: JobPayload, payload: Uint8Array): void {
    const knownJobs = [...this.#runs.values()].map(({ jobId, attempt }) => ({ jobId, attempt }));
    const { identity, clock, journals } = this.parts;
    const highestSequence = this.#sequenceLost === null ? this.#highest : Number.MAX_SAFE_INTEGER;
    const accepted = acceptJob(order, { ...identity, highestSequence, knownJobs, nowMs: clock.now() });
    if (!accepted.ok) {
      if (accepted.code === 'known') return this.#runs.get(`${order.jobId} ${order.attempt}`)?.repeatStatus();
      const lost = accepted.code === 'replayed' ? this.#sequenceLost : null;
      return this.#refuse({ payload, jobId: order.jobId }, accepted.code, lost?.message ?? accepted.text);
    }
    this.#highest = order.sequence;
    const earlier = order.work.kind === 'restore' ? journals.earlierOf(order.work.savedByJob) : null;
    const journal = journals.journalOf(order.jobId, order.attempt);
    const run = new JobRun(this.#partsOf(journal), startJob(order, earlier, clock.now()));
    this.#runs.set(`${order.jobId} ${order.attempt}`, run);
    this.#forgetOldest();
  }

  #refuse(
    { payload, jobId }: { payload: Uint8Array | null; jobId: string | null },
    code: (typeof OFFER_REFUSALS)[number],
    text: string,
  ): void {
    const payloadSha256 = createHash('sha256')
      .update(payload ?? '')
      .digest('hex');
    this.parts.outbox.add({
      type: 'offer-refused',
      payloadSha256,
      code,
      text,
      jobId,
      at: this.parts.clock.now(),
    });
  }

  /** An answer of the notice's page. Of a job that nobody knows any more it comes too late. */
  pageAnswered(message: NoticeAnswerMessage): void {
    const run = this.#runs.get(`${message.jobId} ${message.attempt}`);
    if (run !== undefined) return run.pageAnswered(message);
    const { outbox, clock } = this.parts;
    outbox.add({ type: 'notice-answer-outcome', id: message.id, outcome: 'too-late', at: clock.now() });
  }

  /** Of a job that nobody knows any more it is passed over. */
  nudged({ jobId, attempt, at }: NudgeMessage): void {
    this.#runs.get(`${jobId} ${attempt}`)?.deliver({ kind: 'nudged', at });
  }

  /** One that is forged, or of a job that nobody knows any more, is passed over: people go on being asked. */
  overridden({ payload: text, signature }: NoticeOverrideMessage): void {
    const payload = decodeBase64(text);
    if (payload === null || !this.#isSigned(overrideBytes(payload), signature)) return;
    const parsed = parseOverridePayload(payload);
    if (!parsed.ok) return;
    const { jobId, attempt } = parsed.message;
    this.#runs.get(`${jobId} ${attempt}`)?.deliver({ kind: 'notice-overridden', override: parsed.message });
  }

  cancel(jobId: string, reason: string): void {
    for (const run of this.#runs.values()) if (run.jobId === jobId) run.deliver({ kind: 'cancel', reason });
  }

  /** Without a session nothing is asked: the next one asks anew. */
  #ask(run: JobRun, askId: string | null): void {
    if (this.#session === null) return;
    const busy = [...this.#runs.values()].some((other) => other !== run && other.hasTheMachine);
    const otherAsks = [...this.#asks].some(
      ([name, { jobId }]) => jobId !== run.jobId && this.#runs.get(name)?.isActive === true,
    );
    if (busy || otherAsks) {
      if (!this.#waitingAsks.some((waiting) => waiting.run === run)) this.#waitingAsks.push({ run, askId });
      return;
    }
    const id = askId ?? randomUUID();
    const { jobId, attempt } = run;
    this.#asks.set(`${jobId} ${attempt}`, {
      jobId,
      attempt,
      askId: id,
      sentMs: this.parts.clock.monotonicMs(),
    });
    run.deliver({ kind: 'asked', askId: id });
    void run.settled().then(() => this.#session?.send({ type: 'ask', jobId, attempt, askId: id }));
  }

  #sendWaitingAsks(): void {
    for (const { run, askId } of this.#waitingAsks.splice(0)) if (run.isActive) this.#ask(run, askId);
  }

  /** The ticket must open with this session's key and answer the newest ask. */
  go(message: GoMessage): void {
    const name = `${message.jobId} ${message.attempt}`;
    const ask = this.#asks.get(name);
    const sealed = decodeBase64(message.sealed);
    const session = this.#session;
    if (ask === undefined || sealed === null || session === null) return;
    const grant = openGoTicket(naclPrimitives, session.key, sealed);
    if (grant === null || grant.askId !== ask.askId) return;
    const elapsedMs = this.parts.clock.monotonicMs() - ask.sentMs;
    const run = this.#runs.get(name);
    run?.deliver({ kind: 'go', grant, epoch: session.welcome.epoch, elapsedMs });
    // Until the go is used the ask keeps other jobs from asking.
    void run?.settled().then(() => {
      if (this.#asks.get(name) === ask) this.#asks.delete(name);
    });
  }

  hold(message: HoldMessage): void {
    const name = `${message.jobId} ${message.attempt}`;
    this.#asks.delete(name);
    const { reason, text, retryAfterSeconds } = message;
    this.#runs.get(name)?.deliver({ kind: 'hold', reason, text, retryAfterSeconds });
    this.#sendWaitingAsks();
  }

  /** The highest sequence is kept apart before a journal that may hold it goes, so that no old job can come again. */
  #forgetOldest(): void {
    const ended = [...this.#runs].filter(([, run]) => run.ended);
    const oldest = ended.slice(0, Math.max(0, ended.length - KEPT_ENDED_JOBS));
    if (oldest.length === 0 || this.#sequenceLost !== null) return;
    try {
      this.parts.journals.keepSequence(this.parts.identity.enrolmentId, this.#highest);
    } catch (error) {
      return this.parts.onFailed(error);
    }
    for (const [name, run] of oldest) {
      this.#runs.delete(name);
      run.close();
      this.parts.journals.journalOf(run.jobId, run.attempt).remove();
    }
  }

  close(): void {
    for (const run of this.#runs.values()) run.close();
  }
}
