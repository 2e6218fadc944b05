import { AGENT_VERSION, Agent, enrol, openStateFolder, readEnrolment } from '@teredo-fleet/agent';
import type { NoticeChannel, NoticeOutcome, NoticeShowing } from '@teredo-fleet/platform';
import {
  createSimulatedNoticeChannel,
  createSimulatedPlatform,
  createSimulatedProgramReader,
  SIMULATED_PACE,
  SIMULATED_WITNESS,
  type SimulatedMachine,
  type SimulatedPlatform,
  type SimulatedSettings,
  simulatedHostFacts,
} from '@teredo-fleet/platform/simulator';

const CHANGE_TAKES_MS = 50;
/** Notices are answered within a moment. */
const PACE = 1_000;

/** Where a machine enrols. */
export interface FleetDoor {
  agentUrl: string;
  token: string;
}

/** Given once and for all; whoever waits for it goes on then. */
class Permission {
  #give: () => void = () => undefined;
  readonly given = new Promise<void>((resolve) => {
    this.#give = resolve;
  });

  give(): void {
    this.#give();
  }
}

/**
 * One machine of a fleet: a real agent on invented hardware, there or away as its test wishes. It keeps by itself what
 * happened on it, whatever it told the server. Times are milliseconds since 1970.
 */
export class FleetMachine {
  /** When its user was shown a notice. */
  readonly told: number[] = [];
  /** When the first step of each job was taken. */
  readonly begun = new Map<string, number>();
  readonly #platform: SimulatedPlatform;
  readonly #permission = new Permission();
  #agent: Agent | null = null;

  /** `patient`: its user reads every notice and answers when `letAnswer` says so. */
  constructor(
    readonly machine: SimulatedMachine,
    private readonly stateDir: string,
    patient: boolean,
    private readonly failed: (error: unknown) => void,
  ) {
    if (!patient) this.#permission.give();
    this.#platform = createSimulatedPlatform(machine, {
      now: Date.now,
      changeTakesMs: () => CHANGE_TAKES_MS,
    });
  }

  get hostname(): string {
    return this.machine.hostname;
  }

  async enrol({ agentUrl, token }: FleetDoor): Promise<void> {
    openStateFolder(this.stateDir);
    await enrol({
      stateDir: this.stateDir,
      server: agentUrl,
      token,
      ca: null,
      door: 'auto',
      settings: { miredoConf: '-', miredoPidFile: '-', interfaceName: null },
      host: { ...simulatedHostFacts(this.machine), agentVersion: AGENT_VERSION },
      again: false,
    });
  }

  /** The machine is there. */
  come(): void {
    if (this.#agent !== null) return;
    this.#agent = new Agent({
      enrolment: readEnrolment(this.stateDir),
      stateDir: this.stateDir,
      host: simulatedHostFacts(this.machine),
      platform: this.#watched(),
      notice: this.#notice(),
      applications: null,
      programs: { reader: createSimulatedProgramReader(this.machine), pace: SIMULATED_PACE },
      witness: SIMULATED_WITNESS,
      reporter: {
        connected: () => undefined,
        disconnected: () => undefined,
        failed: this.failed,
        broken: this.failed,
      },
      random: Math.random,
      failpoint: null,
      updates: null,
    });
    this.#agent.start();
  }

  /** The machine is shut down. What was changed on it stays, and so does what its agent kept. */
  async leave(): Promise<void> {
    const agent = this.#agent;
    this.#agent = null;
    await agent?.stop();
  }

  /** Its settings as they are now, whether its agent runs or not. */
  settings(): SimulatedSettings {
    return this.#platform.settings();
  }

  /** Whatever kept its changes from taking effect is gone. */
  mend(): void {
    this.#platform.mend();
  }

  /** Its user answers what was shown, and everything that is shown later, at once. */
  letAnswer(): void {
    this.#permission.give();
  }

  #watched(): SimulatedPlatform {
    const platform = this.#platform;
    return {
      ...platform,
      apply: (step, slot) => {
        if (!this.begun.has(slot.jobId)) this.begun.set(slot.jobId, Date.now());
        return platform.apply(step, slot);
      },
    };
  }

  #notice(): NoticeChannel {
    const channel = createSimulatedNoticeChannel(this.machine, { now: Date.now, pace: PACE });
    return {
      ...channel,
      show: (session, notice) => {
        const showing = channel.show(session, notice);
        void showing.displayed.then((at) => at !== null && this.told.push(at));
        return { ...showing, outcome: this.#answered(showing) };
      },
    };
  }

  async #answered({ outcome }: NoticeShowing): Promise<NoticeOutcome> {
    const said = await outcome;
    if (said.answer === null) return said;
    await this.#permission.given;
    return { ...said, answeredAt: Date.now() };
  }
}
