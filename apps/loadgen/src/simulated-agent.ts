import { join } from 'node:path';
import {
  AGENT_VERSION,
  Agent,
  type AgentReporter,
  enrol,
  isEnrolled,
  openStateFolder,
  readEnrolment,
  SessionError,
} from '@teredo-fleet/agent';
import {
  createSimulatedNoticeChannel,
  createSimulatedPlatform,
  createSimulatedProgramReader,
  isPresent,
  SIMULATED_PACE,
  SIMULATED_WITNESS,
  type SimulatedMachine,
  simulatedHostFacts,
} from '@teredo-fleet/platform/simulator';
import type { FleetConfiguration } from './configuration';

const CHANGE_TAKES_MS = 400;
const LOOK_EVERY_MS = 15_000;
/** Simulated users answer this much faster than people do. */
const PACE = 4;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One invented machine with a real agent on it, which is there and away as its rhythm says. */
export class SimulatedAgent {
  #agent: Agent | null = null;
  #timer: NodeJS.Timeout | null = null;
  readonly #stateDir: string;
  /** What is changed on the machine outlives its agent's process. */
  readonly #platform: ReturnType<typeof createSimulatedPlatform>;

  constructor(
    private readonly machine: SimulatedMachine,
    private readonly configuration: FleetConfiguration,
  ) {
    this.#stateDir = join(configuration.folder, machine.hostname);
    const changeTakesMs = () => CHANGE_TAKES_MS;
    this.#platform = createSimulatedPlatform(machine, { now: Date.now, changeTakesMs });
  }

  /** Enrols unless it is enrolled already, tells what it is, then follows its rhythm. */
  async start(): Promise<void> {
    openStateFolder(this.#stateDir);
    if (!isEnrolled(this.#stateDir)) await this.#enrol();
    this.#connect();
    this.#timer = setInterval(() => void this.#followRhythm(), LOOK_EVERY_MS);
  }

  async #enrol(): Promise<void> {
    const { server, token } = this.configuration;
    const host = { ...simulatedHostFacts(this.machine), agentVersion: AGENT_VERSION };
    const settings = { miredoConf: '-', miredoPidFile: '-', interfaceName: null };
    const request = {
      stateDir: this.#stateDir,
      server,
      token,
      ca: null,
      door: 'auto' as const,
      settings,
      host,
    };
    for (;;) {
      try {
        await enrol({ ...request, again: false });
        return;
      } catch (error) {
        if (!(error instanceof SessionError) || error.final) throw error;
        await pause((error.retryAfterSeconds ?? 1) * 1000 * (1 + Math.random()));
      }
    }
  }

  #connect(): void {
    this.#agent = new Agent({
      enrolment: readEnrolment(this.#stateDir),
      stateDir: this.#stateDir,
      host: simulatedHostFacts(this.machine),
      platform: this.#platform,
      notice: createSimulatedNoticeChannel(this.machine, { now: Date.now, pace: PACE }),
      applications: null,
      programs: { reader: createSimulatedProgramReader(this.machine), pace: SIMULATED_PACE },
      witness: SIMULATED_WITNESS,
      reporter: {
        // Connections come and go here as they are meant to.
        connected: () => undefined,
        disconnected: () => undefined,
        failed: (error) => this.report(error),
        broken: (error) => this.report(error),
      } satisfies AgentReporter,
      random: Math.random,
      failpoint: null,
      updates: null,
    });
    this.#agent.start();
  }

  async #followRhythm(): Promise<void> {
    const present = isPresent(this.machine.presence, Date.now());
    if (present && this.#agent === null) this.#connect();
    if (!present && this.#agent !== null) await this.#leave();
  }

  async #leave(): Promise<void> {
    const agent = this.#agent;
    this.#agent = null;
    await agent?.stop();
  }

  /** What breaks on one machine goes to the server's log, and stops no other. */
  report(error: unknown): void {
    const text = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${this.machine.hostname}: ${text}\n`);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#leave();
  }
}
