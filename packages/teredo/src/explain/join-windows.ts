import { capEvidence } from '../evidence';
import type { FirewallFacts, Observation, ServiceFacts, SourceValues, Unknown } from '../observation';
import type { FirewallReading } from '../readers/firewall-reading';
import { emptyNetshReading, type NetshTeredoReading } from '../readers/netsh-teredo-reading';
import type { PowerShellTeredoConfiguration, TeredoStore } from '../readers/powershell-teredo-reading';
import type {
  DisabledComponents,
  TeredoPolicyValues,
  TeredoRegistryReading,
} from '../readers/registry-reading';
import type { ServiceAnswer } from '../readers/service-reading';
import { UNKNOWN_VALUES } from '../source-values';
import { observeWindows } from '../windows-observation';
import { type MachineReadings, newest, type Sourced } from './machine-readings';
import type { SourcedOutput } from './sourced-output';
import { windowsNameOf } from './windows-name';

function ofStore(
  configurations: Sourced<PowerShellTeredoConfiguration>[],
  stores: TeredoStore[],
): PowerShellTeredoConfiguration | null {
  return newest(configurations.filter(({ of }) => stores.indexOf(of.store) !== -1));
}

/** A part of the registry, from the last output that holds it. */
function lastPart<Part>(
  registries: Sourced<TeredoRegistryReading>[],
  part: (of: TeredoRegistryReading) => Part | null,
): Part | null {
  let found: Part | null = null;
  for (const { of } of registries) found = part(of) ?? found;
  return found;
}

/** What PowerShell says, in the place of netsh. A type in effect may be a policy's: it doesn't say. */
function netshOfPowerShell(readings: MachineReadings): NetshTeredoReading {
  const configuration = ofStore(readings.configurations, ['active', 'unknown']);
  const state = newest(readings.states);
  const reading = emptyNetshReading();
  reading.state = state === null ? null : state.state;
  reading.stateText = state === null ? null : state.stateText;
  if (configuration === null) return reading;
  reading.readable = true;
  reading.type = configuration.type;
  reading.serverName = configuration.serverName;
  reading.refreshIntervalSeconds = configuration.refreshIntervalSeconds;
  reading.clientPort = configuration.clientPort;
  return reading;
}

/** Where nothing says what is in effect, what is set on the machine is what there is to go by. */
function netshOfLocal(local: SourceValues, reading: NetshTeredoReading): NetshTeredoReading {
  if (reading.readable || local.type === null || local.type === 'unknown') return reading;
  const serverName = local.serverName === 'unknown' ? 'unknown' : local.serverName;
  return { ...reading, readable: true, type: local.type, serverName };
}

function localValues(readings: MachineReadings): SourceValues {
  const stored = ofStore(readings.configurations, ['persistent']);
  if (stored !== null)
    return {
      type: stored.type,
      serverName: stored.serverName,
      refreshIntervalSeconds: stored.refreshIntervalSeconds,
      clientPort: stored.clientPort,
    };
  const written = lastPart(readings.registries, ({ local, localXp }) => local ?? localXp);
  if (written === null) return UNKNOWN_VALUES;
  return { ...UNKNOWN_VALUES, type: written.type, serverName: written.serverName ?? 'unknown' };
}

/** A policy by what its key holds; unknown when the key was not among the outputs. */
function policyPart<Part>(
  policy: TeredoPolicyValues | null,
  part: (of: TeredoPolicyValues) => Part,
): Part | Unknown {
  return policy === null ? 'unknown' : part(policy);
}

function componentsOf(components: DisabledComponents | null): number | Unknown {
  return components === null ? 'unknown' : components.value;
}

const SERVICE = /^(?:iphlpsvc|6to4)$/i;

function stateOf({ state, start }: ServiceAnswer): ServiceFacts['state'] {
  if (state === 'running' || state === 'missing') return state;
  if (start === 'disabled') return 'disabled';
  return state === 'stopped' ? 'stopped' : 'unknown';
}

/** The last clear word on the service; a start that is disabled counts where nobody says whether it runs. */
function serviceState(readings: MachineReadings): ServiceFacts['state'] {
  let state: ServiceFacts['state'] = 'unknown';
  for (const { of } of readings.services) {
    if (of.name !== null && !SERVICE.test(of.name)) continue;
    const said = stateOf(of);
    if (said !== 'unknown') state = said;
  }
  const start = lastPart(
    readings.registries,
    ({ iphlpsvcStart, sixToFourStart }) => iphlpsvcStart ?? sixToFourStart,
  );
  return state === 'unknown' && start === 4 ? 'disabled' : state;
}

function edgeOf({ teredoRules }: FirewallReading): boolean | Unknown {
  for (const { direction, edge } of teredoRules) {
    if (direction === 'out' || edge === null) continue;
    if (edge === 'yes') return true;
    if (edge === 'no') return false;
  }
  return 'unknown';
}

function portOf({ teredoRules }: FirewallReading): number | null {
  for (const { localPorts } of teredoRules)
    for (const port of localPorts ?? []) if (/^[0-9]{1,5}$/.test(port)) return parseInt(port, 10);
  return null;
}

function firewallOf(reading: FirewallReading | null): Omit<FirewallFacts, 'at'> {
  const inbound = reading === null ? 'unknown' : reading.inbound;
  return {
    on: 'unknown',
    teredoException: inbound === 'unknown' || inbound === 'limited' ? 'unknown' : inbound === 'allowed',
    exceptionPort: reading === null ? null : portOf(reading),
    edgeTraversal: reading === null ? 'unknown' : edgeOf(reading),
    setBy: 'unknown',
  };
}

function nativeAddressOf(readings: MachineReadings): string | null | Unknown {
  const shown = newest(readings.adapters) ?? newest(readings.netshAddresses);
  return shown === null ? 'unknown' : shown.nativeGlobalAddress;
}

function teredoAddressOf(readings: MachineReadings): string | null {
  const shown = newest(readings.adapters) ?? newest(readings.netshAddresses);
  return shown?.teredoAddresses[0] ?? null;
}

/** Makes one observation of what a Windows machine printed. What no output says stays unknown. */
export function joinWindows(readings: MachineReadings, outputs: SourcedOutput[], at: number): Observation {
  const version = newest(readings.versions) ?? '';
  const policy = lastPart(readings.registries, (of) => of.policy);
  const components = lastPart(readings.registries, (of) => of.disabledComponents);
  const local = localValues(readings);
  const netsh = newest(readings.netsh) ?? netshOfLocal(local, netshOfPowerShell(readings));
  const reading = readings.netsh.length === 0 ? netsh : { ...netsh };
  return observeWindows({
    times: { configured: at, effective: at, reachable: at, firewall: at },
    os: { name: windowsNameOf(version), version, servicePack: null, displayLanguage: null },
    elevated: 'unknown',
    domainJoined: 'unknown',
    netsh: reading,
    teredoAddress: teredoAddressOf(readings),
    nativeGlobalAddress: nativeAddressOf(readings),
    ipv6Installed: readings.showsIpv6 || reading.readable ? true : 'unknown',
    networkingPack: null,
    disabledComponents: componentsOf(components),
    policyTeredoState: policyPart(policy, ({ typeText }) => typeText),
    policyServerName: policyPart(policy, ({ serverName }) => serverName),
    policyRefreshSeconds: policyPart(policy, ({ refreshIntervalSeconds }) => refreshIntervalSeconds),
    policyClientPort: policyPart(policy, ({ clientPort }) => clientPort),
    local,
    serviceState: serviceState(readings),
    firewall: firewallOf(newest(readings.firewalls)),
    probe: null,
    ping: null,
    evidence: outputs.map(({ from, text }) => capEvidence(from, text)),
  });
}
