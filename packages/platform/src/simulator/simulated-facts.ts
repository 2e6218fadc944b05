import type { Observation, RawWindows, SourceValues } from '@teredo-fleet/teredo';
import { buildLinuxObservation, buildWindowsObservation, UNKNOWN_VALUES } from '@teredo-fleet/teredo';
import type { ReachabilityOptions } from '../platform';
import { clientStateOf, teredoAddressOf } from './client-state';
import { netshText } from './netsh-text';
import { rawLinuxOf } from './simulated-linux';
import { machineAt, type SimulatedMachine } from './simulated-machine';
import { measuredOf } from './simulated-reachability';
import { isOwnServer } from './simulated-servers';
import { isOldWindows } from './windows-catalogue';

/** What netsh prints where it does not know the command, which says nothing of Teredo. */
const NETSH_UNREAD = 'The following command was not found: interface teredo show state.\r\n';

/** What `ipconfig /all` would print on this machine, as far as anybody here reads it. */
export function ipconfigText(machine: SimulatedMachine): string {
  const lines = ['', 'Windows IP Configuration', '', 'Ethernet adapter Local Area Connection:', ''];
  lines.push(`   IPv4 Address. . . . . . . . . . . : ${machine.privateAddress}`);
  if (machine.nativeGlobalAddress !== null) {
    lines.push(`   IPv6 Address. . . . . . . . . . . : ${machine.nativeGlobalAddress}`);
  }
  const teredo = teredoAddressOf(machine);
  if (teredo !== null) {
    lines.push('', 'Tunnel adapter Teredo Tunneling Pseudo-Interface:', '');
    lines.push(`   IPv6 Address. . . . . . . . . . . : ${teredo}`);
  }
  return [...lines, ''].join('\r\n');
}

function netshPrinted(machine: SimulatedMachine): string | null {
  if (!machine.settings.ipv6Installed || machine.networkingPack === false) return null;
  return machine.fault === 'netsh-unread' ? NETSH_UNREAD : netshText(machine, clientStateOf(machine));
}

/** What the registry would hold of the machine's own settings; what the system brings itself isn't written there. */
function localValuesOf({ settings, fault }: SimulatedMachine): SourceValues {
  if (fault === 'registry-unread') return UNKNOWN_VALUES;
  return {
    type: settings.teredoType === 'default' ? null : settings.teredoType,
    serverName: isOwnServer(settings.serverName) ? settings.serverName : null,
    refreshIntervalSeconds: null,
    clientPort: settings.clientPort,
  };
}

function serviceStateOf(machine: SimulatedMachine): RawWindows['serviceState'] {
  const bare = isOldWindows(machine.os.version) && !machine.settings.ipv6Installed;
  return bare || machine.fault === 'service-missing' ? 'missing' : machine.settings.serviceState;
}

/** What an agent on this Windows machine would gather. */
function rawWindowsOf(
  machine: SimulatedMachine,
  reachability: ReachabilityOptions | null,
  now: number,
): RawWindows {
  const { settings } = machine;
  const { name, version, servicePack } = machine.os;
  return {
    times: { configured: now, effective: now, reachable: now, firewall: now },
    os: { name, version, servicePack, displayLanguage: machine.language },
    elevated: machine.elevated,
    domainJoined: machine.domainJoined,
    netshText: netshPrinted(machine),
    ipconfigText: ipconfigText(machine),
    ipv6Installed: settings.ipv6Installed,
    networkingPack: machine.networkingPack,
    disabledComponents: machine.disabledComponents,
    policyTeredoState: machine.policyTeredoState,
    policyServerName: null,
    policyRefreshSeconds: null,
    policyClientPort: null,
    local: localValuesOf(machine),
    serviceState: serviceStateOf(machine),
    firewall: {
      on: machine.firewallOn,
      teredoException: settings.exception.open,
      exceptionPort: settings.exception.port,
      edgeTraversal: isOldWindows(version) ? null : settings.exception.open,
      setBy: 'local',
    },
    ...measuredOf(machine, reachability),
    notes: [{ source: 'simulator', text: 'This machine is simulated.' }],
  };
}

/** What an agent would observe on this machine at an instant, by the machine's own clock. */
export function observeSimulated(
  machine: SimulatedMachine,
  reachability: ReachabilityOptions | null,
  now: number,
): Observation {
  const current = machineAt(machine, now);
  const at = now + machine.clockSkewMs;
  return current.os.family === 'linux'
    ? buildLinuxObservation(rawLinuxOf(current, reachability, at))
    : buildWindowsObservation(rawWindowsOf(current, reachability, at));
}
