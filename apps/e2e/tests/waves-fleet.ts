import { type FleetDifference, type FleetMachine, SimulatedFleet } from '@teredo-fleet/dev-env';

export const MACHINES = 200;
export const CANARY = 10;
/** What the rollout wants of every machine. */
export const WANTED = { server: 'teredo.example.net', port: 3544 };

const ALREADY = {
  ipv6Installed: true,
  teredoType: 'client' as const,
  serverName: WANTED.server,
  refreshIntervalSeconds: 30,
  clientPort: WANTED.port,
  serviceState: 'running' as const,
  exception: { open: true, port: WANTED.port },
};
const TYPES = ['disabled', 'client', 'natawareclient', 'default'] as const;

/** What a machine does in this rollout, by its number. */
export const ROLES = {
  canary: (index: number) => index < CANARY,
  /** Say that every step was done, and nothing of it is so. */
  failing: (index: number) => index < 3,
  away: (index: number) => index >= CANARY && index % 10 < 3,
  /** Their users answer when the test says so. */
  patient: (index: number) => (index < CANARY ? index >= 7 : index % 10 >= 5),
  /** As wanted from the first. */
  compliant: (index: number) => index >= CANARY && index % 50 === 3,
};

/** No two have the same values to be given back. */
function earlierOf(index: number): FleetDifference['machine']['settings'] {
  if (ROLES.compliant(index)) return ALREADY;
  return {
    ...ALREADY,
    teredoType: TYPES[index % TYPES.length]!,
    clientPort: 20_000 + index,
    exception: { open: index % 2 === 0, port: null },
  };
}

/** The fleet of this rollout, in this process. */
export class WavesFleet extends SimulatedFleet {
  constructor() {
    super(MACHINES, (index) => ({
      patient: ROLES.patient(index),
      machine: { settings: earlierOf(index), quirk: ROLES.failing(index) ? 'no-effect' : 'none' },
    }));
  }

  those(...roles: ((index: number) => boolean)[]): FleetMachine[] {
    return this.machines.filter((_, index) => roles.every((has) => has(index)));
  }

  /** Names of the machines on which a change has begun, by what they themselves know. */
  begun(): string[] {
    return this.machines.filter(({ begun }) => begun.size > 0).map(({ hostname }) => hostname);
  }
}

/** Whether a machine is as the rollout wants it, by its own settings; any type but off will do. */
export function isAsWanted(machine: FleetMachine): boolean {
  const { teredoType, serverName, clientPort, exception } = machine.settings();
  const on = teredoType !== 'disabled' && exception.open;
  return on && serverName === WANTED.server && clientPort === WANTED.port;
}
