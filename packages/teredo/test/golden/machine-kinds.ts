import { NO_VALUES, type Observation, type RawLinux, type RawWindows, UNKNOWN_VALUES } from '../../src/index';
import {
  bareXp,
  ipWithout,
  linux,
  makeProbe,
  netshText,
  offLinux,
  onWindows,
  silent,
  windows,
} from '../factories';

export interface NamedMachine {
  name: string;
  observation: Observation;
}

const os = (name: string, version: string, servicePack: number | null = null): Partial<RawWindows> => ({
  os: { name, version, servicePack, displayLanguage: 'en-US' },
});
const old = { disabledComponents: null, serviceState: 'running' as const };

/** Every Windows that differs in what it can, from the oldest on. */
const SYSTEMS: [name: string, system: Partial<RawWindows>][] = [
  ['2000', os('Windows 2000', '5.0.2195', 4)],
  ['XP SP1 without the pack', { ...os('Windows XP', '5.1.2600', 1), ...old, networkingPack: false }],
  ['XP SP1', { ...os('Windows XP', '5.1.2600', 1), ...old, networkingPack: true }],
  ['XP SP3', { ...os('Windows XP', '5.1.2600', 3), ...old }],
  ['Server 2003', { ...os('Windows Server 2003', '5.2.3790', 2), ...old }],
  ['Vista', os('Windows Vista', '6.0.6002', 2)],
  ['7', os('Windows 7', '6.1.7601', 1)],
  ['8.1', os('Windows 8.1', '6.3.9600')],
  ['11', os('Windows 11', '10.0.22631')],
  ['an unknown one', os('', '')],
];

const settings = (type: string, ...rest: string[]): Partial<RawWindows> => ({
  netshText: netshText([type, 'teredo.example', '30 seconds', 'unspecified', ...rest]),
  local: UNKNOWN_VALUES,
});
const marked = (...lines: string[]): Partial<RawWindows> => ({
  netshText: netshText([...lines, 'dormant']),
  domainJoined: true,
  local: NO_VALUES,
});

/** What is on and off, as every system may show it. */
const COMMON: [name: string, state: Partial<RawWindows>][] = [
  ['off', {}],
  ['as the system comes, offline', settings('default', 'offline', 'none')],
  ['on and asleep', settings('client', 'dormant')],
  ['ruled on by policy', { policyTeredoState: 'Enterprise Client', domainJoined: true }],
];

/** What a Windows of today may show besides. */
const OF_TODAY: [name: string, state: Partial<RawWindows>][] = [
  ['on and qualified', onWindows],
  [
    'on in a domain',
    { ...settings('client', 'offline', 'client is in a managed network'), domainJoined: true },
  ],
  ['server by policy', marked('client', 'teredo.example (Group Policy)', '30 seconds', 'unspecified')],
  ['no server by policy', marked('client', 'default (Group Policy)', '30 seconds', 'unspecified')],
  ['interval by policy', marked('client', 'teredo.example', '60 seconds  (Group Policy)', 'unspecified')],
  ['no interval by policy', marked('client', 'teredo.example', 'default  (Group Policy)', 'unspecified')],
  ['port by policy', marked('client', 'teredo.example', '30 seconds', '3544  (Group Policy)')],
  ['no port by policy', marked('client', 'teredo.example', '30 seconds', 'unspecified  (Group Policy)')],
  [
    'all by policy',
    {
      ...marked(
        'client (Group Policy)',
        'a.example (Group Policy)',
        '60 (Group Policy)',
        '3544 (Group Policy)',
      ),
    },
  ],
  ['every tunnel taken away', { disabledComponents: 0x01 }],
  ['Teredo taken away', { disabledComponents: 0x08 }],
  ['all of IPv6 taken away', { disabledComponents: 0xff }],
  ['IPv4 preferred', { ...onWindows, disabledComponents: 0x20 }],
  ['without rights', { ...settings('client', 'dormant'), elevated: false }],
  ['without IPv6', { ipv6Installed: false }],
  [
    'firewall off',
    {
      firewall: {
        on: false,
        teredoException: true,
        exceptionPort: null,
        edgeTraversal: true,
        setBy: 'local',
      },
    },
  ],
  [
    'firewall closed',
    {
      ...onWindows,
      firewall: {
        on: true,
        teredoException: false,
        exceptionPort: null,
        edgeTraversal: false,
        setBy: 'local',
      },
    },
  ],
  [
    'firewall closed by policy',
    {
      ...onWindows,
      firewall: {
        on: true,
        teredoException: false,
        exceptionPort: null,
        edgeTraversal: false,
        setBy: 'group-policy',
      },
    },
  ],
  [
    'firewall open for a port',
    {
      ...onWindows,
      firewall: { on: true, teredoException: true, exceptionPort: 3544, edgeTraversal: true, setBy: 'local' },
    },
  ],
  [
    'firewall not read',
    {
      ...onWindows,
      firewall: {
        on: 'unknown',
        teredoException: 'unknown',
        exceptionPort: null,
        edgeTraversal: 'unknown',
        setBy: 'unknown',
      },
    },
  ],
  ['service stopped', { ...settings('client', 'offline', 'none'), serviceState: 'stopped' }],
  ['service missing', { ...settings('client'), serviceState: 'missing' }],
  [
    'server silent',
    { ...onWindows, probe: makeProbe({ primary: silent, secondary: silent, nat: null }), ping: null },
  ],
  [
    'nothing read',
    {
      netshText: null,
      policyTeredoState: 'unknown',
      disabledComponents: 'unknown',
      local: UNKNOWN_VALUES,
      elevated: 'unknown',
      domainJoined: 'unknown',
      ipv6Installed: 'unknown',
      serviceState: 'unknown',
    },
  ],
];

const LINUX: [name: string, state: Partial<RawLinux>][] = [
  ['Miredo at work', {}],
  ['Miredo off', offLinux],
  [
    'Miredo not installed',
    {
      ...offLinux,
      miredoInstalled: false,

      miredoConfiguration: { state: 'missing' },
    },
  ],
  [
    'Miredo without a server',
    { ...offLinux, miredoConfiguration: { state: 'read', text: 'InterfaceName teredo\n' } },
  ],
  [
    'Miredo as a relay',
    { miredoConfiguration: { state: 'read', text: 'RelayType relay\nInterfaceName teredo\n' } },
  ],
  ['Miredo without an address', { ipAddressJson: ipWithout, ping: null }],
  ['without IPv6', { ...offLinux, ipv6Disabled: { state: 'read', text: '1\n' } }],
  ['an ordinary user', { ...offLinux, uid: 1000 }],
];

const machine = (name: string, change: Partial<RawWindows>): NamedMachine => ({
  name,
  observation: windows(change),
});

/** One machine of each kind, whatever its cause. */
export const MACHINE_KINDS: NamedMachine[] = [
  machine('Windows XP without IPv6', bareXp),
  ...SYSTEMS.flatMap(([system, at]) =>
    COMMON.map(([state, change]) => machine(`Windows ${system}, ${state}`, { ...change, ...at })),
  ),
  ...OF_TODAY.map(([state, change]) => machine(`Windows 10, ${state}`, change)),
  ...LINUX.map(([state, change]) => ({ name: `Linux, ${state}`, observation: linux(change) })),
];
