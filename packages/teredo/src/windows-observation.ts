import { capEvidence } from './evidence';
import type {
  ConfiguredTeredo,
  EffectiveTeredo,
  Evidence,
  Observation,
  ServiceFacts,
  SetBy,
} from './observation';
import type { RawWindows } from './raw-observation';
import { judgeReachability } from './reachability';
import { readIpconfig } from './readers/ipconfig';
import { readNetshTeredo } from './readers/netsh-teredo';
import type { NetshTeredoReading } from './readers/netsh-teredo-reading';
import { teredoTypeOf } from './readers/netsh-teredo-words';
import { hasInstallableStack, keepsTeredoOff, windowsGenerationOf } from './windows-generation';

const DEFAULT_SERVER = /\.ipv6\.microsoft\.com$/i;

/** The policy value spells a type with a space and in any case: `Enterprise Client`. */
function policyTypeOf(value: string | null | 'unknown'): ConfiguredTeredo['type'] | null {
  if (value === null || value === 'unknown') return null;
  return teredoTypeOf(value.replace(/\s+/g, '')) ?? 'unknown';
}

function typeSetBy(raw: RawWindows, reading: NetshTeredoReading): SetBy {
  if (reading.typeByPolicy === true || policyTypeOf(raw.policyTeredoState) !== null) return 'group-policy';
  if (keepsTeredoOff(raw.disabledComponents)) return 'disabled-components';
  if (!reading.readable) return 'unknown';
  if (reading.typeByPolicy === 'unknown' && raw.policyTeredoState === 'unknown') return 'unknown';
  return reading.type === 'default' ? 'default' : 'local';
}

function serverSetBy(raw: RawWindows, reading: NetshTeredoReading): SetBy {
  const hasPolicy = raw.policyServerName !== null && raw.policyServerName !== 'unknown';
  if (reading.serverNameByPolicy === true || hasPolicy) return 'group-policy';
  if (reading.serverName === 'unknown') return 'unknown';
  if (reading.serverName === null) return 'default';
  return DEFAULT_SERVER.test(reading.serverName) ? 'default' : 'local';
}

/** Without the stack, or without the pack that brings Teredo to XP SP1, there is nothing to ask. */
function configuredWithoutStack(raw: RawWindows): ConfiguredTeredo | null {
  const packMissing = raw.networkingPack === false;
  if (!packMissing && raw.ipv6Installed !== false) return null;
  return {
    at: raw.times.configured,
    type: packMissing ? 'unknown' : 'disabled',
    typeSetBy: packMissing ? 'unknown' : 'default',
    serverName: null,
    serverNameSetBy: 'default',
    refreshIntervalSeconds: null,
    clientPort: null,
  };
}

function configuredOf(raw: RawWindows, reading: NetshTeredoReading): ConfiguredTeredo {
  const without = configuredWithoutStack(raw);
  if (without !== null) return without;
  const policyServer = raw.policyServerName === 'unknown' ? null : raw.policyServerName;
  return {
    at: raw.times.configured,
    type: policyTypeOf(raw.policyTeredoState) ?? reading.type,
    typeSetBy: typeSetBy(raw, reading),
    serverName: policyServer ?? reading.serverName,
    serverNameSetBy: serverSetBy(raw, reading),
    refreshIntervalSeconds: reading.refreshIntervalSeconds,
    clientPort: reading.clientPort,
  };
}

function stateOf(raw: RawWindows, reading: NetshTeredoReading): EffectiveTeredo['state'] {
  if (raw.ipv6Installed === false) return 'offline';
  const serviceDown = raw.serviceState === 'stopped' || raw.serviceState === 'disabled';
  return reading.state ?? (serviceDown ? 'offline' : 'unknown');
}

function effectiveOf(raw: RawWindows, reading: NetshTeredoReading, address: string | null): EffectiveTeredo {
  const off = raw.ipv6Installed === false || keepsTeredoOff(raw.disabledComponents);
  return {
    at: raw.times.effective,
    type: off ? 'disabled' : reading.type,
    state: stateOf(raw, reading),
    role: reading.role,
    network: reading.network,
    nat: reading.nat,
    error: reading.error,
    errorCode: reading.errorCode,
    localMapping: reading.localMapping,
    externalMapping: reading.externalMapping,
    address,
  };
}

function serviceOf(raw: RawWindows): ServiceFacts {
  const old = hasInstallableStack(windowsGenerationOf(raw.os.version));
  return { name: old ? '6to4' : 'iphlpsvc', state: raw.serviceState };
}

function evidenceOf(raw: RawWindows): Evidence[] {
  const kept: Evidence[] = [];
  if (raw.netshText !== null) kept.push(capEvidence('netsh teredo state', raw.netshText));
  if (raw.ipconfigText !== null) kept.push(capEvidence('ipconfig', raw.ipconfigText));
  for (const note of raw.notes) kept.push(capEvidence(note.source, note.text));
  return kept;
}

/** Makes an observation of what a Windows agent gathered. Never throws; what can't be read is `unknown`. */
export function buildWindowsObservation(raw: RawWindows): Observation {
  const reading = readNetshTeredo(raw.netshText ?? '');
  const ipconfig = readIpconfig(raw.ipconfigText ?? '');
  const address = ipconfig.teredoAddresses[0] ?? null;
  const configured = configuredOf(raw, reading);
  return {
    os: { family: 'windows', ...raw.os },
    elevated: raw.elevated,
    domainJoined: raw.domainJoined,
    ipv6: {
      installed: raw.ipv6Installed,
      disabledComponents: raw.disabledComponents,
      nativeGlobalAddress: raw.ipconfigText === null ? 'unknown' : ipconfig.nativeGlobalAddress,
    },
    configured,
    effective: effectiveOf(raw, reading, address),
    reachable: judgeReachability({
      at: raw.times.reachable,
      hasTeredoAddress: address !== null,
      on: configured.type !== 'disabled',
      probe: raw.probe,
      ping: raw.ping,
    }),
    firewall: { at: raw.times.firewall, ...raw.firewall },
    service: serviceOf(raw),
    evidence: evidenceOf(raw),
  };
}
