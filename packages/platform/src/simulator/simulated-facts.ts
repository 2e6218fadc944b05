import type {
  NatKind,
  PeerPing,
  RawWindows,
  SolicitationResult,
  SourceValues,
  TeredoProbe,
} from '@teredo-fleet/teredo';
import { encodeTeredoAddress, keepsTeredoOff } from '@teredo-fleet/teredo';
import type { ReachabilityOptions } from '../platform';
import type { ClientState } from './netsh-text';
import { netshText } from './netsh-text';
import type { SimulatedMachine } from './simulated-machine';
import { isOwnServer, SIMULATED_SERVER, simulatedServerOf } from './simulated-servers';
import { isOldWindows } from './windows-catalogue';

/** The Teredo peer that answers pings there, as `teredo-mire` would. */
const SIMULATED_PEER = encodeTeredoAddress({
  prefix: '2001:0',
  server: '203.0.113.10',
  flags: { raw: 0 },
  udpPort: 3545,
  clientIPv4: '203.0.113.10',
})!;
const PINGS = 4;

const isSymmetric = (nat: NatKind) => nat.startsWith('symmetric');

function isTurnedOff(machine: SimulatedMachine): boolean {
  const policy = machine.policyTeredoState?.toLowerCase();
  const byType = policy === undefined ? machine.settings.teredoType === 'disabled' : policy === 'disabled';
  return byType || !machine.settings.ipv6Installed || keepsTeredoOff(machine.disabledComponents);
}

function isPlainClient(machine: SimulatedMachine): boolean {
  const { policyTeredoState, settings } = machine;
  const type = policyTeredoState?.toLowerCase().replace(' ', '') ?? settings.teredoType;
  return type === 'client' || type === 'default' || type === 'natawareclient';
}

/** What the machine's Teredo client is doing, from everything that rules it. */
export function clientStateOf(machine: SimulatedMachine): ClientState {
  if (isTurnedOff(machine) || machine.settings.serviceState !== 'running')
    return { state: 'offline', error: 'none' };
  if (machine.domainJoined && isPlainClient(machine)) return { state: 'offline', error: 'managed-network' };
  const { answers } = simulatedServerOf(machine.settings.serverName);
  if (answers === 'gone') return { state: 'offline', error: 'server-name-unresolved' };
  if (!machine.serverReachable || answers === 'none')
    return { state: 'offline', error: 'primary-server-unreachable' };
  if (isOldWindows(machine.os.version) && isSymmetric(machine.nat))
    return { state: 'offline', error: 'symmetric-nat' };
  return { state: machine.inUse ? 'qualified' : 'dormant', error: null };
}

/** The Teredo address of a qualified machine, else null. */
export function teredoAddressOf(machine: SimulatedMachine): string | null {
  if (clientStateOf(machine).state !== 'qualified') return null;
  return encodeTeredoAddress({
    prefix: '2001:0',
    server: simulatedServerOf(machine.settings.serverName).primary,
    flags: { raw: 0 },
    udpPort: machine.mappedPort,
    clientIPv4: machine.publicAddress,
  });
}

function ipconfigText(machine: SimulatedMachine): string {
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

function solicitation(
  machine: SimulatedMachine,
  asked: { serverAddress: string; answers: boolean; shift: number },
): SolicitationResult {
  const { serverAddress, answers, shift } = asked;
  if (!machine.serverReachable || !answers)
    return { serverAddress, answered: false, mapped: null, roundTripMs: null };
  const mapped = { address: machine.publicAddress, port: machine.mappedPort + shift };
  return { serverAddress, answered: true, mapped, roundTripMs: 20 };
}

function probeOf(machine: SimulatedMachine, serverName: string): TeredoProbe {
  const { primary, secondary, answers } = simulatedServerOf(serverName);
  if (answers === 'gone') return { serverName, resolved: false, primary: null, secondary: null, nat: null };
  const symmetric = isSymmetric(machine.nat);
  const both = machine.serverReachable && answers === 'both';
  return {
    serverName,
    resolved: true,
    primary: solicitation(machine, { serverAddress: primary, answers: answers !== 'none', shift: 0 }),
    secondary: solicitation(machine, {
      serverAddress: secondary,
      answers: answers === 'both',
      shift: symmetric ? 1 : 0,
    }),
    nat: both ? (symmetric ? 'symmetric' : machine.nat) : null,
  };
}

/** Windows from Vista on gets through a symmetric NAT here; XP and 2003 never qualify behind one. */
function pingOf(machine: SimulatedMachine, peer: string | null): PeerPing | null {
  if (teredoAddressOf(machine) === null) return null;
  return { peer: peer ?? SIMULATED_PEER, sent: PINGS, received: PINGS };
}

/** What the registry would hold of the machine's own settings; what the system brings itself isn't written there. */
function localValuesOf({ settings }: SimulatedMachine): SourceValues {
  return {
    type: settings.teredoType === 'default' ? null : settings.teredoType,
    serverName: isOwnServer(settings.serverName) ? settings.serverName : null,
    refreshIntervalSeconds: null,
    clientPort: settings.clientPort,
  };
}

/** What an agent on this machine would gather. */
export function rawFactsOf(
  machine: SimulatedMachine,
  reachability: ReachabilityOptions | null,
  now: number,
): RawWindows {
  const { os, language, settings } = machine;
  const old = isOldWindows(os.version);
  const serverName = settings.serverName || (reachability?.probeServer ?? SIMULATED_SERVER.name);
  return {
    times: { configured: now, effective: now, reachable: now, firewall: now },
    os: { ...os, displayLanguage: language },
    elevated: machine.elevated,
    domainJoined: machine.domainJoined,
    netshText: settings.ipv6Installed ? netshText(machine, clientStateOf(machine)) : null,
    ipconfigText: ipconfigText(machine),
    ipv6Installed: settings.ipv6Installed,
    networkingPack: machine.networkingPack,
    disabledComponents: machine.disabledComponents,
    policyTeredoState: machine.policyTeredoState,
    policyServerName: null,
    policyRefreshSeconds: null,
    policyClientPort: null,
    local: localValuesOf(machine),
    serviceState: old && !settings.ipv6Installed ? 'missing' : settings.serviceState,
    firewall: {
      on: machine.firewallOn,
      teredoException: settings.exception.open,
      exceptionPort: settings.exception.port,
      edgeTraversal: old ? null : settings.exception.open,
      setBy: 'local',
    },
    probe: reachability === null ? null : probeOf(machine, serverName),
    ping: reachability === null ? null : pingOf(machine, reachability.peer),
    notes: [{ source: 'simulator', text: 'This machine is simulated.' }],
  };
}
