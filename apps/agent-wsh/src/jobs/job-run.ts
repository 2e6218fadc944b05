import {
  type Advance,
  advanceJob,
  isTerminal,
  type JobEffect,
  type JobEvent,
  type JobReport,
  type JobState,
  type NoticeRequest,
  namedSession,
} from '@teredo-fleet/agent-core';
import type { NoticeAnswerMessage } from '@teredo-fleet/protocol';
import { naclPrimitives, userPseudonym } from '@teredo-fleet/protocol/es3';
import { messageOf } from '../host/host';
import type { JobParts, StepOutcome } from './job-parts';
import { createNoticePage } from './notice-page';
import { createNoticeRound, type NoticeRound, type Pace } from './notice-round';

/** To list who is logged on starts programs. */
const WHILE_ASKING: Pace = { firstMs: 0, againMs: 20_000 };
/** Nobody waits for them, and the change may wait for days; or for a moment only. */
const FOR_LATECOMERS: Pace = { firstMs: 10_000, againMs: 60_000 };
const CONTACT_EVERY_MS = 3_000;

/** One job being run: takes events one at a time and performs the effects that the core answers with, in order. */
export interface JobRun {
  readonly jobId: string;
  readonly attempt: number;
  state(): JobState;
  ended(): boolean;
  /** Whether this job changes the machine now, or may at any moment. One that asks again lost its go. */
  hasTheMachine(): boolean;
  deliver(event: JobEvent): void;
  /** Somebody answered on the page of its notice. */
  pageAnswered(message: NoticeAnswerMessage): void;
  /** Sends the newest status again: the server offered what it should know of already. */
  repeatStatus(): void;
  /** Does what is due; `awakeMs` went by since the last time. */
  work(awakeMs: number): void;
  /** When there is something to do next, by the server's clock; null: when something happens. */
  dueAt(): number | null;
  forget(): void;
}

interface ContactWatch {
  witnesses: string[];
  askedAt: number;
  awakeMs: number;
}

/** They take seconds on an old machine: between two of them the server is talked to. */
const SLOW: readonly JobEffect['kind'][] = ['observe', 'apply-step', 'save-earlier-values'];

export function createJobRun(parts: JobParts, first: Advance): JobRun {
  let state: JobState = first.state;
  const queue: JobEvent[] = [];
  let working = false;
  /** Something slow was done since the server was last talked to. */
  let wasSlow = false;
  let wakeAt: number | null = null;
  let notice: NoticeRound | null = null;
  /** Tells whoever logs on after the round was satisfied. */
  let latecomers: NoticeRound | null = null;
  let contact: ContactWatch | null = null;
  const { jobId, attempt } = state.order;
  const hasEnded = (): boolean => state.phase === 'ended';
  const page = createNoticePage(parts, state.order, deliver);
  const isTelling = (): boolean => state.phase === 'notifying';
  const waitsToStart = (): boolean => state.phase === 'waiting-window' || state.phase === 'asking';

  function sendStatus(report: JobReport): void {
    parts.outbox.add({ type: 'status', ...report });
  }

  function observe(purpose: Extract<JobEffect, { kind: 'observe' }>['purpose']): void {
    try {
      queue.push({ kind: 'observed', purpose, observation: parts.machine.observe() });
    } catch (error) {
      queue.push({ kind: 'observe-failed', purpose, text: messageOf(error) });
    }
  }

  function save({ slot, before }: Extract<JobEffect, { kind: 'save-earlier-values' }>): void {
    try {
      parts.keepEarlier(slot, before);
      parts.machine.keep(slot);
      queue.push({ kind: 'saved' });
    } catch (error) {
      queue.push({ kind: 'save-failed', text: messageOf(error) });
    }
  }

  function apply({ index, role, step, savedSlot }: Extract<JobEffect, { kind: 'apply-step' }>): void {
    const startedAt = parts.clock.now();
    const ended = (how: StepOutcome) => {
      const run = { ...how, startedAt, finishedAt: parts.clock.now() };
      queue.push({ kind: 'step-ended', index, role, run });
    };
    try {
      ended(parts.machine.apply(step, savedSlot));
    } catch (error) {
      ended({ outcome: 'unknown', exitCode: null, output: messageOf(error) });
    }
  }

  function withdraw(): void {
    notice?.withdraw();
    latecomers?.withdraw();
    notice = null;
    latecomers = null;
  }

  const pseudonymOf = (user: string): string => userPseudonym(naclPrimitives, parts.noticeSecret, user);

  const roundOf = (request: NoticeRequest, pace: Pace): NoticeRound =>
    createNoticeRound(request, (event) => void queue.push(event), {
      channel: parts.notices,
      clock: parts.clock,
      linkFor: page.linkFor,
      nameOf: (person) => namedSession(person, state.order.usersNamedBy, pseudonymOf),
      pace,
    });

  function perform(effect: Exclude<JobEffect, { kind: 'journal' }>): void {
    switch (effect.kind) {
      case 'report-status':
        sendStatus(effect.report);
        if (isTerminal(effect.report.state)) parts.onEnded();
        return;
      case 'send-receipt':
        return parts.outbox.add({ type: 'receipt', ...effect.receipt });
      case 'observe':
        return observe(effect.purpose);
      case 'show-notice':
        withdraw();
        notice = roundOf(effect.request, WHILE_ASKING);
        return;
      case 'tell-latecomers':
        latecomers = roundOf(effect.request, FOR_LATECOMERS);
        return;
      case 'look-now':
        return notice?.lookNow(effect.look);
      case 'withdraw-notice':
        return withdraw();
      case 'withdraw-from':
        return notice?.withdrawFrom(effect.session);
      case 'settle-page-answer':
        return page.settle(effect.id, effect.outcome);
      case 'ask':
        return parts.ask(jobId, attempt, effect.askId);
      case 'save-earlier-values':
        return save(effect);
      case 'apply-step':
        return apply(effect);
      case 'watch-contact':
        contact = { witnesses: effect.witnesses, askedAt: 0, awakeMs: 0 };
        return;
      case 'stop-watching-contact':
        contact = null;
        return;
      case 'wait-until':
        wakeAt = effect.at;
        return;
    }
  }

  /** What stands after a record that can't be written is not done. */
  function performAll(effects: JobEffect[]): void {
    for (const effect of effects) {
      if (effect.kind !== 'journal') {
        wasSlow = wasSlow || SLOW.indexOf(effect.kind) !== -1;
        perform(effect);
        continue;
      }
      try {
        parts.journal.append(effect.record);
      } catch (error) {
        queue.push({ kind: 'journal-failed', text: messageOf(error) });
        return;
      }
    }
    if (hasEnded()) {
      wakeAt = null;
      contact = null;
      withdraw();
      page.judge();
    }
  }

  function workOff(): void {
    if (working) return;
    working = true;
    while (!wasSlow) {
      const event = queue.shift();
      if (event === undefined) break;
      const next = advanceJob(state, event, parts.clock.now());
      state = next.state;
      performAll(next.effects);
      if (event.kind === 'notice-sessions') page.judge();
    }
    working = false;
  }

  function deliver(event: JobEvent): void {
    queue.push(event);
    workOff();
  }

  function watchContact(awakeMs: number): void {
    if (contact === null) return;
    contact.awakeMs += awakeMs;
    const now = parts.clock.now();
    if (now - contact.askedAt < CONTACT_EVERY_MS) return;
    const server = parts.serverAnswers();
    const witness = server || contact.witnesses.some((address) => parts.machine.answers(address));
    const silentMs = contact.awakeMs;
    contact.askedAt = now;
    contact.awakeMs = 0;
    queue.push({ kind: 'contact', server, witness, awakeMs: silentMs });
  }

  working = true;
  performAll(first.effects);
  working = false;
  workOff();

  return {
    jobId,
    attempt,
    state: () => state,
    ended: hasEnded,
    hasTheMachine: () => state.begun !== null && state.phase !== 'asking' && !hasEnded(),
    deliver,
    pageAnswered: page.take,
    repeatStatus() {
      if (state.lastReport !== null) sendStatus(state.lastReport);
    },
    work(awakeMs) {
      wasSlow = false;
      if (wakeAt !== null && parts.clock.now() >= wakeAt) {
        wakeAt = null;
        queue.push({ kind: 'tick' });
      }
      if (isTelling()) notice?.look();
      if (waitsToStart()) latecomers?.look();
      watchContact(awakeMs);
      workOff();
    },
    dueAt: () =>
      queue.length > 0 ? 0 : contact !== null || isTelling() ? parts.clock.now() + 1_000 : wakeAt,
    forget: () => parts.journal.remove(),
  };
}
