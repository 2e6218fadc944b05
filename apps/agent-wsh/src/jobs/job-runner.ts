import { acceptJob, type JobState, resumeJob, startJob } from '@teredo-fleet/agent-core';
import type {
  GoMessage,
  HoldMessage,
  JobPayload,
  NoticeAnswerMessage,
  NoticeOverrideMessage,
  NudgeMessage,
  OfferMessage,
  OfferRefusedMessage,
} from '@teredo-fleet/protocol';
import {
  BAD_JOB_SIGNATURE,
  decodeBase64,
  decodeUtf8,
  jobBytes,
  naclPrimitives,
  naclSignatures,
  openGoTicket,
  overrideBytes,
  readJobEs3,
  readOverrideEs3,
  signatureFits,
} from '@teredo-fleet/protocol/es3';
import { sha256Hex } from '../crypto/sha256';
import type { Enrolment } from '../state/enrolment';
import type { JournalFolder } from '../state/journal-folder';
import type { JobParts } from './job-parts';
import { createJobRun, type JobRun } from './job-run';

/** Ended jobs whose journals are kept, so that an offer repeated late is known. */
const KEPT_ENDED_JOBS = 20;

export interface RunnerParts extends Omit<JobParts, 'journal' | 'ask' | 'onEnded' | 'keepEarlier'> {
  journals: JournalFolder;
  identity: Enrolment;
  /** A random UUID. */
  makeId(): string;
  /** A job ended: the machine should be looked at again. */
  onJobEnded(): void;
}

interface Ask {
  run: JobRun;
  askId: string;
  /** Of an ask that was handed over to be sent: by the server's clock. */
  sentAt: number | null;
}

/** The session that stands, as far as jobs need it. */
export interface StandingSession {
  key: Uint8Array;
  epoch: number;
}

/** All jobs of this machine: lets them in, takes them up after a restart, lets one at a time have the machine. */
export interface JobRunner {
  highestSequence(): number;
  /** Every job that is known, in the order in which they were accepted. */
  states(): JobState[];
  isBusy(): boolean;
  isChanging(): boolean;
  resume(): void;
  connect(session: StandingSession | null): void;
  offer(message: OfferMessage): void;
  cancel(jobId: string, reason: string): void;
  /** An answer of the notice's page. Of a job that nobody knows any more it comes too late. */
  pageAnswered(message: NoticeAnswerMessage): void;
  /** The notice is to be shown again now. Of a job that nobody knows any more it is passed over. */
  nudged(message: NudgeMessage): void;
  /** One that is forged, or of a job that nobody knows any more, is passed over: people go on being asked. */
  overridden(message: NoticeOverrideMessage): void;
  go(message: GoMessage): void;
  hold(message: HoldMessage): void;
  /** Asks that were not sent yet. */
  takeAsks(): object[];
  /** The clock was set: no ask that is out counts any more. */
  forgetAsks(): void;
  work(awakeMs: number): void;
  dueAt(): number | null;
}

function parsed<T>(payload: Uint8Array, read: (value: unknown) => T | null): T | null {
  const text = decodeUtf8(payload);
  if (text === null) return null;
  try {
    return read(JSON.parse(text));
  } catch (_error) {
    return null;
  }
}

export function createJobRunner(parts: RunnerParts): JobRunner {
  let runs: JobRun[] = [];
  let asks: Ask[] = [];
  let waiting: { run: JobRun; askId: string | null }[] = [];
  let session: StandingSession | null = null;
  const lost = parts.journals.sequenceTrouble();
  let highest = parts.journals.highestSequence();

  const find = (jobId: string, attempt: number): JobRun | null =>
    runs.filter((run) => run.jobId === jobId && run.attempt === attempt)[0] ?? null;
  const askOf = (jobId: string, attempt: number): Ask | null =>
    asks.filter(({ run }) => run.jobId === jobId && run.attempt === attempt)[0] ?? null;
  const dropAsk = (ask: Ask): void => {
    asks = asks.filter((one) => one !== ask);
  };

  function ask(jobId: string, attempt: number, askId: string | null): void {
    // Without a session nothing is asked: the next one asks anew.
    if (session === null) return;
    const run = find(jobId, attempt);
    // Of a job that asks while it is being made: it is asked again once it is there.
    if (run === null) {
      pending.push({ jobId, attempt, askId });
      return;
    }
    const isBusy = runs.some((other) => other !== run && other.hasTheMachine());
    const othersAsk = asks.some((one) => one.run !== run && !one.run.ended());
    if (isBusy || othersAsk) {
      if (!waiting.some((one) => one.run === run)) waiting.push({ run, askId });
      return;
    }
    const id = askId ?? parts.makeId();
    asks = asks.filter((one) => one.run !== run).concat({ run, askId: id, sentAt: null });
    run.deliver({ kind: 'asked', askId: id });
  }

  let pending: { jobId: string; attempt: number; askId: string | null }[] = [];

  function askPending(): void {
    const all = pending;
    pending = [];
    for (const one of all) ask(one.jobId, one.attempt, one.askId);
  }

  function askWaiting(): void {
    const all = waiting;
    waiting = [];
    for (const { run, askId } of all) if (!run.ended()) ask(run.jobId, run.attempt, askId);
  }

  const partsOf = (journal: JobParts['journal']): JobParts => ({
    machine: parts.machine,
    clock: parts.clock,
    outbox: parts.outbox,
    notices: parts.notices,
    noticeSecret: parts.noticeSecret,
    serverAnswers: parts.serverAnswers,
    journal,
    keepEarlier: (slot, before) => parts.journals.keepEarlier(slot, before),
    ask,
    onEnded: () => {
      parts.onJobEnded();
      askWaiting();
    },
  });

  function refuse(
    payload: Uint8Array | null,
    jobId: string | null,
    code: OfferRefusedMessage['code'],
    text: string,
  ): void {
    const payloadSha256 = sha256Hex(payload ?? new Uint8Array(0));
    parts.outbox.add({ type: 'offer-refused', payloadSha256, code, text, jobId, at: parts.clock.now() });
  }

  function take(order: JobPayload, payload: Uint8Array): void {
    const { machineId, enrolmentId } = parts.identity;
    const accepted = acceptJob(order, {
      machineId,
      enrolmentId,
      highestSequence: lost === null ? highest : 9_007_199_254_740_991,
      knownJobs: runs.map(({ jobId, attempt }) => ({ jobId, attempt })),
      nowMs: parts.clock.now(),
    });
    if (!accepted.ok) {
      if (accepted.code === 'known') return find(order.jobId, order.attempt)?.repeatStatus();
      const text = accepted.code === 'replayed' && lost !== null ? lost : accepted.text;
      return refuse(payload, order.jobId, accepted.code, text);
    }
    highest = order.sequence;
    const earlier = order.work.kind === 'restore' ? parts.journals.earlierOf(order.work.savedByJob) : null;
    const journal = parts.journals.journalOf(order.jobId, order.attempt);
    runs.push(createJobRun(partsOf(journal), startJob(order, earlier, parts.clock.now())));
    askPending();
    forgetOldest();
  }

  /** The highest sequence is kept apart before a journal that may hold it goes, so that no old job can come again. */
  function forgetOldest(): void {
    const ended = runs.filter((run) => run.ended());
    const oldest = ended.slice(0, Math.max(0, ended.length - KEPT_ENDED_JOBS));
    if (oldest.length === 0 || lost !== null) return;
    parts.journals.keepSequence(highest);
    runs = runs.filter((run) => oldest.indexOf(run) === -1);
    for (const run of oldest) run.forget();
  }

  function isSigned(bytes: Uint8Array, signatureText: string): boolean {
    const signature = decodeBase64(signatureText);
    const publicKey = decodeBase64(parts.identity.jobKey);
    if (signature === null || publicKey === null) return false;
    return signatureFits(naclSignatures, { bytes, signature, publicKey });
  }

  return {
    highestSequence: () => highest,
    states: () => runs.map((run) => run.state()),
    isBusy: () => runs.some((run) => !run.ended()),
    isChanging: () => runs.some((run) => run.hasTheMachine()),
    resume() {
      for (const journal of parts.journals.jobs())
        runs.push(createJobRun(partsOf(journal), resumeJob(journal.records, parts.clock.now())));
      askPending();
      forgetOldest();
    },
    connect(standing) {
      session = standing;
      asks = [];
      waiting = [];
      if (standing !== null) for (const run of runs) run.deliver({ kind: 'connected' });
    },
    /** The signature is checked over the bytes as they came, before anything in them is read. */
    offer(message) {
      const payload = decodeBase64(message.payload);
      if (payload === null || !isSigned(jobBytes(payload), message.signature))
        return refuse(payload, null, 'bad-signature', BAD_JOB_SIGNATURE);
      const order = parsed(payload, readJobEs3);
      if (order === null)
        return refuse(payload, null, 'malformed', "The job is signed and can't be read. Update the agent.");
      take(order, payload);
    },
    cancel(jobId, reason) {
      for (const run of runs) if (run.jobId === jobId) run.deliver({ kind: 'cancel', reason });
    },
    pageAnswered(message) {
      const run = find(message.jobId, message.attempt);
      if (run !== null) return run.pageAnswered(message);
      const at = parts.clock.now();
      parts.outbox.add({ type: 'notice-answer-outcome', id: message.id, outcome: 'too-late', at });
    },
    nudged({ jobId, attempt, at }) {
      find(jobId, attempt)?.deliver({ kind: 'nudged', at });
    },
    overridden(message) {
      const payload = decodeBase64(message.payload);
      if (payload === null || !isSigned(overrideBytes(payload), message.signature)) return;
      const override = parsed(payload, readOverrideEs3);
      if (override === null) return;
      find(override.jobId, override.attempt)?.deliver({ kind: 'notice-overridden', override });
    },
    /** The ticket must open with this session's key and answer the newest ask. */
    go(message) {
      const asked = askOf(message.jobId, message.attempt);
      const sealed = decodeBase64(message.sealed);
      if (asked === null || asked.sentAt === null || sealed === null || session === null) return;
      const grant = openGoTicket(naclPrimitives, session.key, sealed);
      if (grant === null || grant.askId !== asked.askId) return;
      const elapsedMs = parts.clock.now() - asked.sentAt;
      asked.run.deliver({ kind: 'go', grant, epoch: session.epoch, elapsedMs });
      dropAsk(asked);
    },
    hold(message) {
      const asked = askOf(message.jobId, message.attempt);
      if (asked !== null) dropAsk(asked);
      const { reason, text, retryAfterSeconds } = message;
      find(message.jobId, message.attempt)?.deliver({ kind: 'hold', reason, text, retryAfterSeconds });
      askWaiting();
    },
    takeAsks() {
      const fresh = asks.filter(({ sentAt }) => sentAt === null);
      return fresh.map((one) => {
        one.sentAt = parts.clock.now();
        return { type: 'ask', jobId: one.run.jobId, attempt: one.run.attempt, askId: one.askId };
      });
    },
    forgetAsks() {
      asks = [];
    },
    work(awakeMs) {
      for (const run of runs) if (!run.ended()) run.work(awakeMs);
    },
    dueAt() {
      let due: number | null = null;
      for (const run of runs) {
        const at = run.ended() ? null : run.dueAt();
        if (at !== null && (due === null || at < due)) due = at;
      }
      return due;
    },
  };
}
