import { capEvidence } from '../evidence';
import type { Observation, ServiceFacts, SourceValues, Unknown } from '../observation';
import { emptyNetshReading, type NetshTeredoReading } from '../readers/netsh-teredo-reading';
import type { PowerShellTeredoConfiguration, TeredoStore } from '../readers/powershell-teredo-reading';
import type { DisabledComponents, TeredoPolicyValues } from '../readers/registry-reading';
import type { ServiceAnswer } from '../readers/service-reading';
import { UNKNOWN_VALUES } from '../source-values';
import { observeWindows } from '../windows-observation';
import { joinFirewall } from './join-firewall';
import { lastPart, type MachineReadings, newest, type Sourced } from './machine-readings';
import type { SourcedOutput } from './sourced-output';
import { windowsNameOf } from './windows-name';

function ofStore(
  configurations: Sourced<PowerShellTeredoConfiguration>[],
  stores: TeredoStore[],
): PowerShellTeredoConfiguration | null {
  return newest(configurations.filter(({ of }) => stores.indexOf(of.store) !== -1));
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
  return { ...reading, readable: true, type: local.type, serverName: local.serverName };
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
  const dumped = newest(readings.dumps);
  if (dumped !== null && dumped.type !== null)
    return {
      type: dumped.type,
      serverName: dumped.serverName,
      refreshIntervalSeconds: dumped.refreshIntervalSeconds,
      clientPort: dumped.clientPort,
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
  return observeWindows({
    times: { configured: at, effective: at, reachable: at, firewall: at },
    os: { name: windowsNameOf(version), version, servicePack: null, displayLanguage: null },
    elevated: 'unknown',
    domainJoined: 'unknown',
    netsh,
    teredoAddress: teredoAddressOf(readings),
    nativeGlobalAddress: nativeAddressOf(readings),
    ipv6Installed: readings.showsIpv6 || netsh.readable ? true : 'unknown',
    networkingPack: null,
    disabledComponents: componentsOf(components),
    policyTeredoState: policyPart(policy, ({ type, typeText }) =>
      type === 'unknown' ? (typeText ?? 'unknown') : typeText,
    ),
    policyServerName: policyPart(policy, ({ serverName }) => serverName),
    policyRefreshSeconds: policyPart(policy, ({ refreshIntervalSeconds }) => refreshIntervalSeconds),
    policyClientPort: policyPart(policy, ({ clientPort }) => clientPort),
    local,
    serviceState: serviceState(readings),
    firewall: joinFirewall(readings, netsh.clientPort),
    probe: null,
    ping: null,
    evidence: outputs.map(({ from, text }) => capEvidence(from, text)),
  });
}
