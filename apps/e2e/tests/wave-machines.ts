import { type FleetApi, until } from '@teredo-fleet/dev-env';
import type { LabMachine, LabMachineOptions } from './lab-machine';
import { type MachineState, readMachineState } from './machine-state';

export const LABELS = { canary: 'lab wave: canary', rest: 'lab wave: rest' };
export const SERVER = '192.0.2.1';
export const OTHER_SERVER = '192.0.2.11';
export const BY_HAND = `# kept by hand
ServerAddress 203.0.113.77
  BindPort\t4545   # as opened at the door
`;
const clientOf = (server: string, port: number) =>
  `InterfaceName teredo\nServerAddress ${server}\nBindPort ${port}\n`;

/** Five machines, each with an earlier life of its own. */
export const OPTIONS = {
  /** Off, with a file that somebody wrote; it never hears a Teredo server. */
  deaf: {
    name: 'lab-wave-deaf',
    label: LABELS.canary,
    configuration: BY_HAND,
    prepare: (lab) => lab.dropFromServers(),
  },
  /** Never had a configuration. */
  bare: { name: 'lab-wave-bare', label: LABELS.canary },
  /** On, with another server. */
  elsewhere: {
    name: 'lab-wave-elsewhere',
    label: LABELS.rest,
    configuration: clientOf(OTHER_SERVER, 4646),
    running: true,
    prepare: (lab) => lab.addServer(),
  },
  /** On, as is wished. */
  settled: {
    name: 'lab-wave-settled',
    label: LABELS.rest,
    configuration: clientOf(SERVER, 4747),
    running: true,
  },
  /** Switched off while the rollout is planned and runs. */
  away: { name: 'lab-wave-away', label: LABELS.rest, configuration: `ServerAddress ${SERVER}\n` },
} satisfies Record<string, LabMachineOptions>;

/** How the story calls them. */
export type Name = keyof typeof OPTIONS;
export type Machines = Record<Name, LabMachine>;
export const NAMES = Object.keys(OPTIONS) as Name[];

/** Does it with all of them at once; gives what came of each by its name. */
export async function forEach<T>(
  names: readonly Name[],
  work: (name: Name) => Promise<T>,
): Promise<Record<Name, T>> {
  const entries = await Promise.all(names.map(async (name) => [name, await work(name)] as const));
  return Object.fromEntries(entries) as Record<Name, T>;
}

/** Read on the machines themselves. */
export const readStates = (
  machines: Machines,
  names: readonly Name[] = NAMES,
): Promise<Record<Name, MachineState>> => forEach(names, (name) => readMachineState(machines[name]));

/** Everybody has said what it is, then one is switched off. */
export async function settle(api: FleetApi, machines: Machines): Promise<void> {
  const get = (name: Name) => api.machines.get.query({ id: machines[name].id });
  await forEach(NAMES, (name) =>
    until(`${name} has said what it is`, async () => (await get(name)).configuredType !== null),
  );
  await machines.away.agent.stop();
  await until('the server misses it', async () => (await get('away')).contact === 'offline');
}
