import { retryDelayMs } from '@teredo-fleet/agent-core';
import type {
  ApplicationBox,
  HostFacts,
  NoticeChannel,
  ProgramReader,
  ReachabilityOptions,
  Witness,
} from '@teredo-fleet/platform';
import type { ServerMessage, WelcomeMessage } from '@teredo-fleet/protocol';
import { ApplicationDesk } from './applications/application-desk';
import { createAgentClock } from './jobs/agent-clock';
import type { JobParts, JobPlatform } from './jobs/job-parts';
import { JobRunner } from './jobs/job-runner';
import { Outbox } from './jobs/outbox';
import { JournalFolder } from './journal/journal-folder';
import { Observer } from './observer';
import { type DeskPace, ProgramDesk } from './programs/program-desk';
import { openSession, type Session } from './session/open-session';
import { SessionError } from './session/session-error';
import type { Enrolment } from './state/enrolment-file';
import { Updater, type UpdaterParts } from './update/updater';
import { AGENT_VERSION } from './version';

/** What happens, for a log or a status file; texts are for people. */
export interface AgentReporter {
  connected(session: { door: 'ws' | 'poll'; welcome: WelcomeMessage }): void;
  disconnected(why: { code: string; text: string; final: boolean; retryInMs: number }): void;
  /** Something did not work; the agent goes on. */
  failed(error: unknown): void;
  /** A fault in the agent itself: its process must end; started again it takes its jobs up from their journals. */
  broken(error: unknown): void;
}

export interface AgentParts {
  enrolment: Enrolment;
  /** Folder of journals; the state folder. */
  stateDir: string;
  host: Omit<HostFacts, 'platform'> & { platform: 'linux' | 'windows' | 'wsh' | 'simulated' };
  platform: JobPlatform;
  notice: NoticeChannel;
  witness: Witness;
  /** Null: no application can ask here. */
  applications: ApplicationBox | null;
  /** Null: this agent looks at no programs. */
  programs: { reader: ProgramReader; pace?: DeskPace } | null;
  reporter: AgentReporter;
  /** In [0, 1); spreads reconnections. */
  random(): number;
  failpoint: JobParts['failpoint'];
  /** Null: this program can't replace itself. */
  updates: Omit<UpdaterParts, 'server' | 'stateDir'> | null;
}

/** A final answer (retired, unknown) is asked about again this much later, in case a person has mended it. */
const FINAL_RETRY_MS = 15 * 60_000;
const POLL_HOLD_SECONDS_IDLE = 25;
const POLL_HOLD_SECONDS_BUSY = 1;

/** The agent of one machine: keeps a session, observes, runs jobs. Nothing happens before `start`. */
export class Agent {
  readonly #clock = createAgentClock();
  readonly #outbox = new Outbox();
  readonly #observer: Observer;
  readonly #runner: JobRunner;
  readonly #updater: Updater | null;
  #apart: Promise<void> = Promise.resolve();
  readonly #desk: ApplicationDesk | null;
  readonly #programs: ProgramDesk | null;
  #session: Session | null = null;
  #welcome: WelcomeMessage | null = null;
  #heartbeat: NodeJS.Timeout | null = null;
  #stopping = false;
  #wakeUp: () => void = () => undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly parts: AgentParts) {
    const shared = {
      platform: parts.platform,
      clock: this.#clock,
      outbox: this.#outbox,
      reachability: () => this.#reachability(),
    };
    this.#observer = new Observer({
      ...shared,
      isChanging: () => this.#runner.isChanging,
      onObserved: (observation) => this.#desk?.observed(observation),
      onFailed: (error) => parts.reporter.failed(error),
    });
    this.#runner = new JobRunner({
      ...shared,
      notice: parts.notice,
      witness: parts.witness,
      journals: new JournalFolder(parts.stateDir),
      identity: parts.enrolment,
      noticeSecret: new Uint8Array(Buffer.from(parts.enrolment.seed, 'base64')),
      serverAnswers: async () => (await this.#session?.answers()) ?? false,
      onMoved: () => this.#desk?.moved(),
      onJobEnded: () => this.#observer.look('verify'),
      onFailed: (error) => parts.reporter.failed(error),
      onBroken: (error) => parts.reporter.broken(error),
      failpoint: parts.failpoint,
    });
    this.#updater = this.#createUpdater();
    this.#desk = parts.applications === null ? null : this.#deskAt(parts.applications);
    this.#programs = this.#createProgramDesk();
  }

  #createUpdater(): Updater | null {
    const { updates, stateDir, enrolment, reporter } = this.parts;
    if (updates === null) return null;
    const { server, ca } = enrolment;
    return new Updater(
      { ...updates, stateDir, server: { server, ca } },
      {
        now: () => this.#clock.now(),
        isBusy: () => this.#runner.isBusy,
        tell: (message) => this.#outbox.add(message),
        apart: (work) => this.#beApart(work),
        onFailed: (error) => reporter.failed(error),
      },
    );
  }

  /** Jobs begin only in a session, so none begins meanwhile. */
  async #beApart(work: () => Promise<void>): Promise<boolean> {
    if (this.#runner.isBusy || this.#stopping) return false;
    this.#apart = Promise.resolve().then(work);
    this.#session?.close();
    await this.#apart.finally(() => {
      this.#apart = Promise.resolve();
    });
    return true;
  }

  #deskAt(box: ApplicationBox): ApplicationDesk {
    return new ApplicationDesk({
      box,
      outbox: this.#outbox,
      jobs: () => this.#runner.states,
      serverTime: () => this.#clock.now(),
      onFailed: (error) => this.parts.reporter.failed(error),
    });
  }

  #createProgramDesk(): ProgramDesk | null {
    const { programs, random, reporter } = this.parts;
    if (programs === null) return null;
    const { reader, pace } = programs;
    const serverTime = () => this.#clock.now();
    const onFailed = (error: unknown) => reporter.failed(error);
    return new ProgramDesk({ reader, outbox: this.#outbox, serverTime, random, onFailed }, pace);
  }

  #reachability(): ReachabilityOptions {
    return { probeServer: this.#welcome?.probeServer ?? null, peer: this.#welcome?.reachabilityPeer ?? null };
  }

  /** Takes journalled jobs up and connects; goes on until `stop`. */
  start(): void {
    this.#runner.resume();
    this.#desk?.start();
    this.#loop = this.#keepConnected();
  }

  async #keepConnected(): Promise<void> {
    for (let failures = 0; !this.#stopping; failures += 1) {
      const error = await this.#oneSession(() => {
        failures = -1;
      });
      if (this.#stopping) return;
      const { retryAfterSeconds, final } = error;
      const asked = retryDelayMs(Math.max(0, failures), this.parts.random(), retryAfterSeconds);
      const retryInMs = final ? FINAL_RETRY_MS : asked;
      this.parts.reporter.disconnected({ code: error.code, text: error.message, final, retryInMs });
      await this.#pause(retryInMs);
      await this.#apart.catch(() => undefined);
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #oneSession(onStanding: () => void): Promise<SessionError> {
    try {
      const session = await this.#open();
      onStanding();
      if (this.#stopping) session.close();
      else this.#stand(session);
      return await session.ended;
    } catch (error) {
      if (error instanceof SessionError) return error;
      this.parts.reporter.failed(error);
      return SessionError.unreachable(this.parts.enrolment.server, String(error));
    } finally {
      this.#fall();
    }
  }

  /** Whether there will be something to tell in a moment; a session that just began is told what the machine is. */
  get #hasNews(): boolean {
    return this.#session === null || this.#runner.isBusy || this.#observer.isLooking;
  }

  #open(): Promise<Session> {
    const { enrolment, host } = this.parts;
    const { server, ca, door, channelKey, machineId } = enrolment;
    const holdSeconds = () => (this.#hasNews ? POLL_HOLD_SECONDS_BUSY : POLL_HOLD_SECONDS_IDLE);
    const seed = new Uint8Array(Buffer.from(enrolment.seed, 'base64'));
    const { highestSequence } = this.#runner;
    const identity = { seed, machineId, highestSequence, updates: this.#updater?.facts };
    const facts = { ...host, agentVersion: AGENT_VERSION };
    return openSession({ server, ca, door, channelKey, holdSeconds }, identity, facts, (message) =>
      this.#take(message),
    );
  }

  #stand(session: Session): void {
    const { welcome, door } = session;
    this.#session = session;
    this.#welcome = welcome;
    this.#clock.follow(welcome.serverTime);
    this.#outbox.connect((message) => session.send(message));
    this.#runner.connect(session);
    this.#observer.connected(welcome.observeSeconds);
    this.#programs?.connected();
    this.#desk?.connected(welcome.status);
    if (door === 'ws') {
      this.#heartbeat = setInterval(
        () => session.send({ type: 'heartbeat' }),
        welcome.heartbeatSeconds * 1000,
      );
    }
    this.parts.reporter.connected({ door, welcome });
  }

  #fall(): void {
    this.#session = null;
    this.#desk?.disconnected();
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
    this.#heartbeat = null;
    this.#outbox.connect(null);
    this.#runner.connect(null);
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'offer':
        return this.#runner.offer(message);
      case 'cancel':
        return this.#runner.cancel(message.jobId, message.reason);
      case 'go':
        return this.#runner.go(message);
      case 'hold':
        return this.#runner.hold(message);
      case 'notice-answer':
        return this.#runner.pageAnswered(message);
      case 'nudge':
        return this.#runner.nudged(message);
      case 'notice-override':
        return this.#runner.overridden(message);
      case 'observe-now':
        this.#programs?.lookNow();
        return this.#observer.look('requested');
      case 'programs':
        return this.#programs?.named(message.programs);
      case 'update':
        return this.#updater?.take(message);
      case 'ack':
        return this.#outbox.acknowledge(message.ns);
      case 'challenge':
      case 'enrolled':
      case 'welcome':
      case 'error':
        return;
    }
  }

  /** Says goodbye and stops; jobs under way are taken up from the journal by the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#session?.send({ type: 'bye', reason: 'stopping' });
    this.#session?.close();
    this.#wakeUp();
    this.#observer.close();
    this.#runner.close();
    this.#updater?.close();
    await this.#loop;
    await this.#programs?.close();
    await this.#desk?.close();
    await this.parts.notice.close();
    await this.parts.platform.close();
  }
}
