import { capPrinted } from './evidence';
import type {
  ConfiguredTeredo,
  EffectiveTeredo,
  Evidence,
  Observation,
  ServiceFacts,
  SetBy,
  TeredoSources,
  Unknown,
} from './observation';
import type { RawWindows } from './raw-observation';
import { judgeReachability } from './reachability';
import { readIpconfig } from './readers/ipconfig';
import { readNetshTeredo } from './readers/netsh-teredo';
import type { NetshTeredoReading } from './readers/netsh-teredo-reading';
import { defaultTypeOf } from './system-default';
import { hasInstallableStack, keepsTeredoOff, windowsGenerationOf } from './windows-generation';
import { policyTypeOf, windowsSources } from './windows-sources';

type ReadAlready = 'netshText' | 'ipconfigText' | 'notes';

/** What is known of a Windows machine once its outputs are read. */
export interface WindowsFacts extends Omit<RawWindows, ReadAlready> {
  netsh: NetshTeredoReading;
  /** The Teredo address in use; null when there is none. */
  teredoAddress: string | null;
  nativeGlobalAddress: string | null | Unknown;
  evidence: Evidence[];
}

const MICROSOFT_SERVER = /\.ipv6\.microsoft\.com$/i;

function typeSetBy(raw: WindowsFacts, sources: TeredoSources): SetBy {
  const reading = raw.netsh;
  const ruled = raw.policyTeredoState !== null && raw.policyTeredoState !== 'unknown';
  if (ruled || reading.typeByPolicy === true) return 'group-policy';
  if (keepsTeredoOff(raw.disabledComponents)) return 'disabled-components';
  if (!reading.readable || sources.policy.type === 'unknown') return 'unknown';
  if (reading.type === 'default') return 'default';
  const local = sources.local.type;
  if (local !== 'unknown') return local === null ? 'default' : 'local';
  const byItself = defaultTypeOf({ family: 'windows', ...raw.os });
  return byItself === 'unknown' || byItself === reading.type ? 'unknown' : 'local';
}

/** Windows prints a dot behind its own servers' names, and the name as it was typed where somebody set one. */
function serverSetBy(raw: WindowsFacts): SetBy {
  const reading = raw.netsh;
  const hasPolicy = raw.policyServerName !== null && raw.policyServerName !== 'unknown';
  if (reading.serverNameByPolicy === true || hasPolicy) return 'group-policy';
  if (reading.serverName === 'unknown') return 'unknown';
  if (reading.serverName === null) return 'default';
  if (!MICROSOFT_SERVER.test(reading.serverName)) return 'local';
  if (reading.serverNameDotted === null) return 'unknown';
  return reading.serverNameDotted ? 'default' : 'local';
}

/** Without the stack, or without the pack that brings Teredo to XP SP1, there is nothing to ask. */
function configuredWithoutStack(raw: WindowsFacts): ConfiguredTeredo | null {
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

function configuredOf(raw: WindowsFacts, sources: TeredoSources): ConfiguredTeredo {
  const reading = raw.netsh;
  const without = configuredWithoutStack(raw);
  if (without !== null) return without;
  const policyServer = raw.policyServerName === 'unknown' ? null : raw.policyServerName;
  return {
    at: raw.times.configured,
    type: policyTypeOf(raw.policyTeredoState) ?? reading.type,
    typeSetBy: typeSetBy(raw, sources),
    serverName: policyServer ?? reading.serverName,
    serverNameSetBy: serverSetBy(raw),
    refreshIntervalSeconds: reading.refreshIntervalSeconds,
    clientPort: reading.clientPort,
  };
}

function stateOf(raw: WindowsFacts): EffectiveTeredo['state'] {
  const reading = raw.netsh;
  if (raw.ipv6Installed === false) return 'offline';
  const serviceDown = raw.serviceState === 'stopped' || raw.serviceState === 'disabled';
  return reading.state ?? (serviceDown ? 'offline' : 'unknown');
}

function effectiveOf(raw: WindowsFacts): EffectiveTeredo {
  const reading = raw.netsh;
  const off = raw.ipv6Installed === false || keepsTeredoOff(raw.disabledComponents);
  return {
    at: raw.times.effective,
    type: off ? 'disabled' : reading.type,
    state: stateOf(raw),
    role: reading.role,
    network: reading.network,
    nat: reading.nat,
    error: reading.error,
    errorCode: reading.errorCode,
    localMapping: reading.localMapping,
    externalMapping: reading.externalMapping,
    address: raw.teredoAddress,
  };
}

function serviceOf(raw: WindowsFacts): ServiceFacts {
  const old = hasInstallableStack(windowsGenerationOf(raw.os.version));
  return { name: old ? '6to4' : 'iphlpsvc', state: raw.serviceState };
}

function evidenceOf(raw: RawWindows): Evidence[] {
  const kept: Evidence[] = [];
  if (raw.netshText !== null) kept.push(capPrinted('netsh teredo state', raw.netshText, raw.netshPrinted));
  if (raw.ipconfigText !== null) kept.push(capPrinted('ipconfig', raw.ipconfigText, raw.ipconfigPrinted));
  for (const note of raw.notes) kept.push(capPrinted(note.source, note.text, note.printed));
  return kept;
}

/** XP and 2003 do not read DisabledComponents, and the policies of Teredo are for Windows 7 and later. */
function onlyWhatCounts(facts: WindowsFacts): WindowsFacts {
  const generation = windowsGenerationOf(facts.os.version);
  const old = hasInstallableStack(generation);
  if (!old && !/^6\.0(?:\.|$)/.test(facts.os.version)) return facts;
  return {
    ...facts,
    disabledComponents: old ? null : facts.disabledComponents,
    policyTeredoState: null,
    policyServerName: null,
    policyRefreshSeconds: null,
    policyClientPort: null,
  };
}

/** Makes an observation of what was read. Never throws. */
export function observeWindows(read: WindowsFacts): Observation {
  const facts = onlyWhatCounts(read);
  const sources = windowsSources(facts, facts.netsh);
  const configured = configuredOf(facts, sources);
  return {
    os: { family: 'windows', ...facts.os },
    elevated: facts.elevated,
    domainJoined: facts.domainJoined,
    ipv6: {
      installed: facts.ipv6Installed,
      disabledComponents: facts.disabledComponents,
      nativeGlobalAddress: facts.nativeGlobalAddress,
    },
    configured,
    sources,
    effective: effectiveOf(facts),
    reachable: judgeReachability({
      at: facts.times.reachable,
      hasTeredoAddress: facts.teredoAddress !== null,
      on: configured.type !== 'disabled',
      probe: facts.probe,
      ping: facts.ping,
    }),
    firewall: { at: facts.times.firewall, ...facts.firewall },
    service: serviceOf(facts),
    evidence: facts.evidence,
  };
}

/** Makes an observation of what a Windows agent gathered. Never throws; what can't be read is `unknown`. */
export function buildWindowsObservation(raw: RawWindows): Observation {
  const ipconfig = readIpconfig(raw.ipconfigText ?? '');
  return observeWindows({
    ...raw,
    netsh: readNetshTeredo(raw.netshText ?? ''),
    teredoAddress: ipconfig.teredoAddresses[0] ?? null,
    nativeGlobalAddress: raw.ipconfigText === null ? 'unknown' : ipconfig.nativeGlobalAddress,
    evidence: evidenceOf(raw),
  });
}
