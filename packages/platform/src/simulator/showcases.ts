import type { SimulatedMachine, SimulatedOs, SimulatedSettings } from './simulated-machine';
import { GONE_SERVER, HALF_SERVER, SIMULATED_SERVER } from './simulated-servers';

type Change = Partial<Omit<SimulatedMachine, 'settings'>> & { settings?: Partial<SimulatedSettings> };

const WINDOWS_10: SimulatedOs = {
  family: 'windows',
  name: 'Windows 10 Pro 22H2',
  version: '10.0.19045',
  servicePack: null,
};
const XP_SP3: SimulatedOs = {
  family: 'windows',
  name: 'Windows XP Professional SP3',
  version: '5.1.2600',
  servicePack: 3,
};
const SERVER_2016: SimulatedOs = {
  family: 'windows',
  name: 'Windows Server 2016',
  version: '10.0.14393',
  servicePack: null,
};
const DEBIAN: SimulatedOs = {
  family: 'linux',
  name: 'Debian GNU/Linux 12 (bookworm)',
  version: '12',
  servicePack: null,
};

/** A machine on which everything is well and Teredo is on and used: what a change below leaves alone. */
const WELL: Change = {
  os: WINDOWS_10,
  domainJoined: false,
  elevated: true,
  networkingPack: null,
  disabledComponents: 0,
  policyTeredoState: null,
  firewallOn: true,
  nat: 'restricted-port',
  nativeGlobalAddress: null,
  serverReachable: true,
  inUse: true,
  quirk: 'none',
  presence: { kind: 'always' },
  clockSkewMs: 0,
  settings: {
    ipv6Installed: true,
    teredoType: 'client',
    serverName: SIMULATED_SERVER.name,
    clientPort: null,
    serviceState: 'running',
    exception: { open: true, port: null },
  },
};

const off: Partial<SimulatedSettings> = { teredoType: 'disabled' };
const onXp: Change = { os: XP_SP3, disabledComponents: null };
const onLinux: Change = { os: DEBIAN, disabledComponents: null };

/** Machines that show what a random population shows seldom or never, what a help desk meets most often first. */
const SHOWCASES: readonly Change[] = [
  { fault: 'service-hangs' },
  { settings: { serverName: GONE_SERVER.name } },
  { fault: 'adapter-missing' },
  { nativeGlobalAddress: '2001:db8:5::25' },
  { fault: 'pings-lost' },
  { settings: { serviceState: 'stopped' } },
  { disabledComponents: 0x28, settings: off },
  { firewallOn: false },
  { elevated: false },
  { ...onLinux, nat: 'symmetric-port' },
  { fault: 'keeps-probing' },
  { fault: 'registry-unread', settings: off },
  { fault: 'netsh-unread' },
  { fault: 'flaps' },
  { fault: 'set-back' },
  { fault: 'client-fails' },
  { serverReachable: false, settings: { serverName: 'teredo.ngix.ne.kr' } },
  { settings: { serverName: HALF_SERVER.name } },
  { fault: 'no-mapping' },
  { fault: 'leftover-address', settings: off },
  { fault: 'foreign-error', language: 'fr-FR' },
  { fault: 'client-fails', settings: { clientPort: 3544 } },
  { fault: 'restart-pending', disabledComponents: 0x08 },
  { ...onLinux, fault: 'service-missing', settings: off },
  { ...onLinux, fault: 'ipv6-off' },
  { os: SERVER_2016, settings: { teredoType: 'server' } },
  { ...onXp, fault: 'old-prefix' },
  { ...onXp, os: { ...XP_SP3, name: 'Windows XP Professional SP1', servicePack: 1 }, networkingPack: false },
  { ...onXp, os: { ...XP_SP3, name: 'Windows XP Professional', servicePack: 0 } },
  onLinux,
  { fault: 'stays-offline' },
];

/** Every third machine of a population is a showcase until there are no more. */
const EVERY = 3;

/** The machine as it is, or as the showcase that its place in the population asks for. */
export function asShowcase(machine: SimulatedMachine, index: number): SimulatedMachine {
  const change = index % EVERY === EVERY - 1 ? SHOWCASES[(index - EVERY + 1) / EVERY] : undefined;
  if (change === undefined) return machine;
  const settings = { ...machine.settings, ...WELL.settings, ...change.settings };
  return { ...machine, ...WELL, ...change, settings };
}
