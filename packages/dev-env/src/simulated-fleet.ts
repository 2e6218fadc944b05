import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePlainMachine, type SimulatedMachine } from '@teredo-fleet/platform/simulator';
import { type FleetDoor, FleetMachine } from './fleet-machine';

const AT_ONCE = 8;

/** How one machine of a fleet differs from a plain one. */
export interface FleetDifference {
  /** Over a plain machine's own: `quirk` makes its changes fail. */
  machine: Partial<SimulatedMachine>;
  /** Its user answers only when told to. */
  patient: boolean;
}

/** Many simulated machines in this process, over real sockets. */
export class SimulatedFleet {
  /** What broke on any machine: a test that expects nothing of it says so. */
  readonly failures: unknown[] = [];
  readonly machines: readonly FleetMachine[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-simulated-'));

  constructor(count: number, differ: (index: number) => FleetDifference) {
    this.machines = Array.from({ length: count }, (_, index) => {
      const { machine, patient } = differ(index);
      const one = { ...makePlainMachine(index), ...machine };
      const failed = (error: unknown) => void this.failures.push(error);
      return new FleetMachine(one, join(this.#folder, one.hostname), patient, failed);
    });
  }

  /** Enrols every machine by the door of its index; none is there yet. */
  async enrol(doorOf: (index: number) => FleetDoor): Promise<void> {
    const waiting = [...this.machines.entries()];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        await next[1].enrol(doorOf(next[0]));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async close(): Promise<void> {
    await Promise.all(this.machines.map((machine) => machine.leave()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
