import type { DesiredState, Observation, RawLinux, RawWindows, TeredoProbe } from '../src/index';
import { buildLinuxObservation, buildWindowsObservation, NO_VALUES } from '../src/index';

export const times = { configured: 1000, effective: 2000, reachable: 3000, firewall: 4000 };
export const teredoAddress = '2001:0:c000:201:1410:7050:34ff:8ee8';

export const answered = (port: number, serverAddress = '192.0.2.1') => ({
  serverAddress,
  answered: true,
  mapped: { address: '203.0.113.23', port },
  roundTripMs: 20,
});
export const silent = { serverAddress: '192.0.2.1', answered: false, mapped: null, roundTripMs: null };

export function makeProbe(change: Partial<TeredoProbe> = {}): TeredoProbe {
  return {
    serverName: 'teredo.example',
    resolved: true,
    primary: answered(40000),
    secondary: answered(40000, '192.0.2.2'),
    nat: 'restricted',
    ...change,
  };
}

const tun = { ifname: 'teredo', mtu: 1280, flags: ['UP'], addr_info: [{ local: teredoAddress }] };
const eth = { ifname: 'eth0', mtu: 1500, flags: ['UP'], addr_info: [{ local: 'fe80::1' }] };
export const ipWithTeredo = JSON.stringify([eth, tun]);
export const ipWithout = JSON.stringify([eth]);

/** A Debian machine on which Miredo runs, has an address and reaches a peer. */
export function makeRawLinux(change: Partial<RawLinux> = {}): RawLinux {
  return {
    times,
    ipAddressJson: ipWithTeredo,
    ipRouteJson: '[]',
    miredoConfiguration: { state: 'read', text: 'InterfaceName teredo\nServerAddress teredo.example\n' },
    miredoInstalled: true,
    configuredToRun: true,
    serviceState: 'running',
    uid: 0,
    ipv6Disabled: { state: 'read', text: '0\n' },
    osRelease: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\n',
    locale: 'de_DE.UTF-8',
    firewallOn: 'unknown',
    probe: makeProbe(),
    ping: { peer: '2001:0:c000:201:0:f227:34ff:8eee', sent: 3, received: 3 },
    notes: [],
    ...change,
  };
}

/** The same machine with Miredo switched off. */
export const offLinux: Partial<RawLinux> = {
  configuredToRun: false,
  serviceState: 'disabled',
  ipAddressJson: ipWithout,
  probe: null,
  ping: null,
};

export function netshText(lines: string[]): string {
  return `Teredo Parameters\n-----\n${lines.map((value) => `Label : ${value}`).join('\n')}\n`;
}

/** A Windows 10 machine outside any domain with Teredo off. */
export function makeRawWindows(change: Partial<RawWindows> = {}): RawWindows {
  return {
    times,
    os: { name: 'Windows 10 Pro', version: '10.0.19045', servicePack: null, displayLanguage: 'en-GB' },
    elevated: true,
    domainJoined: false,
    netshText: netshText([
      'disabled',
      'win1910.ipv6.microsoft.com.',
      '30 seconds',
      'unspecified',
      'offline',
      'none',
    ]),
    ipconfigText: '',
    ipv6Installed: true,
    networkingPack: null,
    disabledComponents: 0,
    policyTeredoState: null,
    policyServerName: null,
    policyRefreshSeconds: null,
    policyClientPort: null,
    local: { ...NO_VALUES, type: 'disabled' },
    serviceState: 'running',
    firewall: { on: true, teredoException: true, exceptionPort: null, edgeTraversal: true, setBy: 'default' },
    probe: null,
    ping: null,
    notes: [],
    ...change,
  };
}

/** The same machine with Teredo on and qualified. */
export const onWindows: Partial<RawWindows> = {
  local: { ...NO_VALUES, type: 'natawareclient', serverName: 'teredo.example' },
  netshText: netshText([
    'natawareclient',
    'teredo.example',
    '30 seconds',
    'unspecified',
    'qualified',
    'teredo client',
    'unmanaged',
    'restricted',
  ]),
  ipconfigText: `IPv6 Address : ${teredoAddress}(Preferred)`,
};

/** Windows XP SP3 without IPv6. */
export const bareXp: Partial<RawWindows> = {
  os: { name: 'Windows XP Professional SP3', version: '5.1.2600', servicePack: 3, displayLanguage: 'en-US' },
  netshText: null,
  ipv6Installed: false,
  disabledComponents: null,
  serviceState: 'missing',
  firewall: { on: true, teredoException: false, exceptionPort: null, edgeTraversal: null, setBy: 'local' },
};

export const linux = (change: Partial<RawLinux> = {}): Observation =>
  buildLinuxObservation(makeRawLinux(change));
export const windows = (change: Partial<RawWindows> = {}): Observation =>
  buildWindowsObservation(makeRawWindows(change));

export function makeDesired(
  mode: 'on' | 'off',
  change: Partial<DesiredState['teredo']> = {},
  rest: Partial<Omit<DesiredState, 'teredo'>> = {},
): DesiredState {
  return {
    teredo: { mode, type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null, ...change },
    ipv6: 'install-if-missing',
    firewall: 'leave',
    allowReboot: false,
    acceptFirewallOff: false,
    ...rest,
  };
}
