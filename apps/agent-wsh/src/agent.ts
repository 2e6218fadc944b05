import { factsText, fitEvidence, retryDelayMs } from '@teredo-fleet/agent-core';
import type { HostFactsMessage, ServerMessage, WelcomeMessage } from '@teredo-fleet/protocol';
import { decodeBase64, naclSignatures, proveMessage } from '@teredo-fleet/protocol/es3';
import type { ApplicationDesk } from './applications/application-desk';
import type { ScriptClock } from './host/clock';
import { messageOf } from './host/host';
import type { JobMachine } from './jobs/job-parts';
import type { JobRunner } from './jobs/job-runner';
import type { Outbox } from './outbox';
import type { ProgramDesk } from './programs/program-desk';
import { openPollSession, type PollSession, type ServerPin } from './session/poll-session';
import { type SessionEnd, sessionEnd } from './session/session-end';
import type { Enrolment } from './state/enrolment';

/** What happens, for people; one line each. */
export interface AgentReporter {
  /** `code`: why there is no session; null: there is one. */
  tell(text: string, code: string | null): void;
}

export interface AgentParts {
  enrolment: Enrolment;
  pin: ServerPin;
  host: HostFactsMessage;
  machine: JobMachine;
  clock: ScriptClock;
  outbox: Outbox;
  runner: JobRunner;
  desk: ApplicationDesk;
  programs: ProgramDesk;
  reporter: AgentReporter;
  /** In [0, 1). */
  random(): number;
  sleep(ms: number): void;
  /** Asked between any two exchanges. */
  shouldStop(): boolean;
}

const LONGEST_HOLD_SECONDS = 25;
const FINAL_RETRY_MS = 15 * 60_000;
/** Even what is as it was is told every so often: a server takes facts that are three periods old for stale. */
const SEND_UNCHANGED_EVERY = 2;
/** Leaves room in a message, and is sealed in a few seconds. */
const MAX_EVIDENCE_CHARACTERS = 12_000;

type Reason = 'connect' | 'change' | 'requested' | 'verify' | 'periodic';

/** The agent of one machine: one thing after another, each as long as it takes. */
export function createAgent(parts: AgentParts) {
  const { clock, outbox, runner, machine, desk, programs, reporter } = parts;
  let lastSent: string | null = null;
  let unchanged = 0;
  let observeAt = 0;
  let wanted: Reason | null = null;
  let isAnswered = false;

  function observe(reason: Reason, welcome: WelcomeMessage): void {
    observeAt = clock.now() + welcome.observeSeconds * 1000;
    const byJobBefore = runner.isChanging();
    let observation: ReturnType<JobMachine['observe']>;
    try {
      const seen = machine.observe();
      desk.observed(seen);
      observation = fitEvidence(seen, MAX_EVIDENCE_CHARACTERS);
    } catch (error) {
      return reporter.tell(`The machine could not be looked at: ${messageOf(error)}`, null);
    }
    const facts = factsText(observation);
    const isSame = facts === lastSent;
    unchanged = isSame ? unchanged + 1 : 0;
    if (reason === 'periodic' && isSame && unchanged % SEND_UNCHANGED_EVERY !== 0) return;
    const isChange = reason === 'periodic' && !isSame;
    const told = isChange ? (byJobBefore || runner.isChanging() ? 'verify' : 'change') : reason;
    lastSent = facts;
    outbox.add({ type: 'observation', observedAt: clock.now(), reason: told, observation });
  }

  function take(message: ServerMessage): void {
    switch (message.type) {
      case 'offer':
        return runner.offer(message);
      case 'cancel':
        return runner.cancel(message.jobId, message.reason);
      case 'go':
        return runner.go(message);
      case 'hold':
        return runner.hold(message);
      case 'notice-answer':
        return runner.pageAnswered(message);
      case 'nudge':
        return runner.nudged(message);
      case 'notice-override':
        return runner.overridden(message);
      case 'observe-now':
        wanted = 'requested';
        return programs.lookNow();
      case 'programs':
        return programs.named(message.programs);
      case 'ack':
        return outbox.acknowledge(message.ns);
      default:
        return;
    }
  }

  function holdSeconds(): number {
    const due = runner.dueAt();
    if (due !== null && due <= clock.now()) return 0;
    if (runner.isBusy() || wanted !== null) return 1;
    const next = Math.min(observeAt, due ?? observeAt) - clock.now();
    return Math.max(0, Math.min(LONGEST_HOLD_SECONDS, Math.floor(next / 1000)));
  }

  /** What is due between two exchanges. False: the clock was set, and the session has to tell the time anew. */
  function work(welcome: WelcomeMessage): boolean {
    const { awakeMs, jumped } = clock.look();
    runner.work(awakeMs);
    if (wanted !== null || clock.now() >= observeAt) {
      const reason = wanted ?? 'periodic';
      wanted = null;
      observe(reason, welcome);
    }
    desk.work();
    // Whoever waits for a change comes first.
    if (!runner.isBusy()) programs.work();
    return !jumped;
  }

  /** One exchange; null: the session goes on. */
  function exchange(session: PollSession, holdSeconds: number): SessionEnd | null {
    const exchanged = session.exchange(outbox.take().concat(runner.takeAsks()), holdSeconds);
    isAnswered = exchanged.ok;
    if (!exchanged.ok) return exchanged.end;
    for (const message of exchanged.messages) take(message);
    return null;
  }

  function talk(session: PollSession, welcome: WelcomeMessage): SessionEnd {
    // A look that outlasted its session is told before the next one, which may outlast this session.
    const toldEnd = outbox.hasNews() ? exchange(session, 0) : null;
    if (toldEnd !== null) return toldEnd;
    for (;;) {
      if (parts.shouldStop()) {
        session.exchange([{ type: 'bye', reason: 'stopping' }], 0);
        return sessionEnd('closed', 'The agent was asked to stop.');
      }
      // The second look leaves out what the work took: in that time the server was not silent.
      if (!work(welcome) || clock.lookAfterWork().jumped) {
        runner.forgetAsks();
        return sessionEnd('clock-set', 'The clock of this machine was set. It is connected anew.');
      }
      const end = exchange(session, holdSeconds());
      if (end !== null) return end;
    }
  }

  function prove(session: PollSession): WelcomeMessage | SessionEnd {
    const seed = decodeBase64(parts.enrolment.seed) as Uint8Array;
    const { machineId } = parts.enrolment;
    const identity = { seed, machineId, highestSequence: runner.highestSequence() };
    const exchanged = session.exchange(
      [proveMessage(naclSignatures, session.greeted, identity, parts.host)],
      0,
    );
    if (!exchanged.ok) return exchanged.end;
    const [welcome, ...rest] = exchanged.messages;
    if (welcome === undefined || welcome.type !== 'welcome')
      return sessionEnd('out-of-order', 'The server did not say welcome. It is tried again.');
    clock.follow(welcome.serverTime);
    clock.look();
    stand(session, welcome);
    for (const message of rest) take(message);
    return welcome;
  }

  function stand(session: PollSession, welcome: WelcomeMessage): void {
    reporter.tell(`Connected by sealed polling; the machine is ${welcome.status}.`, null);
    isAnswered = true;
    lastSent = null;
    wanted = 'connect';
    outbox.connected();
    desk.connected(welcome.status);
    programs.connected();
    runner.connect({ key: session.key, epoch: welcome.epoch });
  }

  function oneSession(onStanding: () => void): SessionEnd {
    const opened = openPollSession(parts.pin);
    if (!opened.ok) return opened.end;
    const welcome = prove(opened.session);
    if (!('machineId' in welcome)) return welcome;
    onStanding();
    const end = talk(opened.session, welcome);
    runner.connect(null);
    desk.connected(null);
    return end;
  }

  /** Jobs go on while no session stands. */
  function pause(ms: number): void {
    for (let left = ms; left > 0 && !parts.shouldStop(); ) {
      parts.sleep(Math.min(1000, left));
      // What a job did meanwhile, as to ask witnesses, is a part of the pause.
      const { awakeMs } = clock.look();
      left -= Math.max(1000, awakeMs);
      runner.work(awakeMs);
      desk.work();
    }
  }

  return {
    /** Whether the server answered when it was last talked to. */
    serverAnswers: (): boolean => isAnswered,
    /** A job is over: the server is told at once what the machine is now. */
    jobEnded(): void {
      if (wanted === null) wanted = 'verify';
    },
    /** Takes journalled jobs up and stays connected until it is told to stop. */
    run(): void {
      runner.resume();
      for (let failures = 0; !parts.shouldStop(); failures += 1) {
        const end = oneSession(() => {
          failures = -1;
        });
        if (parts.shouldStop()) return;
        const asked = retryDelayMs(Math.max(0, failures), parts.random(), end.retryAfterSeconds);
        const retryMs = end.final ? FINAL_RETRY_MS : asked;
        reporter.tell(`${end.text} Next attempt in ${Math.ceil(retryMs / 1000)} s.`, end.code);
        pause(retryMs);
      }
    },
  };
}
