import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AGENT_VERSION, Agent, enrol, openStateFolder, readEnrolment } from '@teredo-fleet/agent';
import {
  createSimulatedNoticeChannel,
  createSimulatedPlatform,
  makePlainMachine,
  SIMULATED_WITNESS,
  type SimulatedMachine,
  simulatedHostFacts,
} from '@teredo-fleet/platform/simulator';
import type { Observation } from '@teredo-fleet/teredo';

const AT_ONCE = 8;
const CHANGE_TAKES_MS = 50;
/** Notices are answered within a moment. */
const PACE = 1_000;

/** Where the fleet enrols. */
export interface FleetDoor {
  agentUrl: string;
  /** Text of a token with a use for every machine. */
  token: string;
}

/** One machine of a fleet: a real agent on invented hardware, there or away as its test wishes. */
export class FleetMachine {
  #agent: Agent | null = null;
  #platform: ReturnType<typeof createSimulatedPlatform>;

  constructor(
    readonly machine: SimulatedMachine,
    private readonly stateDir: string,
    private readonly failed: (error: unknown) => void,
  ) {
    this.#platform = this.#open(machine);
  }

  get hostname(): string {
    return this.machine.hostname;
  }

  #open(machine: SimulatedMachine) {
    return createSimulatedPlatform(machine, { now: Date.now, changeTakesMs: () => CHANGE_TAKES_MS });
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
      platform: this.#platform,
      notice: createSimulatedNoticeChannel(this.machine, { now: Date.now, pace: PACE }),
      witness: SIMULATED_WITNESS,
      reporter: {
        connected: () => undefined,
        disconnected: () => undefined,
        failed: this.failed,
        broken: this.failed,
      },
      random: Math.random,
      failpoint: null,
    });
    this.#agent.start();
  }

  /** The machine is shut down. What was changed on it stays, and so does what its agent kept. */
  async leave(): Promise<void> {
    const agent = this.#agent;
    this.#agent = null;
    await agent?.stop();
  }

  /** What the machine is now, whether its agent runs or not. */
  observe(): Promise<Observation> {
    return this.#platform.observe({ reachability: null });
  }
}

/** Many simulated machines in this process, over real sockets. */
export class SimulatedFleet {
  /** What broke on any machine: a test that expects nothing of it says so. */
  readonly failures: unknown[] = [];
  readonly machines: readonly FleetMachine[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-simulated-'));

  /** `differ` says how the machine at an index differs from a plain one: `quirk` makes it fail. */
  constructor(count: number, differ: (index: number) => Partial<SimulatedMachine>) {
    this.machines = Array.from({ length: count }, (_, index) => {
      const machine = { ...makePlainMachine(index), ...differ(index) };
      return new FleetMachine(machine, join(this.#folder, machine.hostname), (error) =>
        this.failures.push(error),
      );
    });
  }

  /** Enrols every machine; none is there yet. */
  async enrol(door: FleetDoor): Promise<void> {
    const waiting = [...this.machines];
    const work = async (): Promise<void> => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await one.enrol(door);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async close(): Promise<void> {
    await Promise.all(this.machines.map((machine) => machine.leave()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
