import { capEvidence } from './evidence';
import type {
  ConfiguredTeredo,
  EffectiveTeredo,
  Evidence,
  Observation,
  ServiceFacts,
  Unknown,
} from './observation';
import type { RawLinux } from './raw-observation';
import { judgeReachability } from './reachability';
import type { InterfaceTeredoAddress, IpAddressReading } from './readers/ip-json';
import { readIpJson } from './readers/ip-json';
import type { MiredoConfiguration } from './readers/miredo-configuration';
import { readMiredoConfiguration } from './readers/miredo-configuration';
import { readOsRelease } from './readers/os-release';

function serviceStateOf(raw: RawLinux): ServiceFacts['state'] {
  if (raw.serviceState === 'running') return 'running';
  return raw.miredoInstalled === false ? 'missing' : raw.serviceState;
}

function configuredTypeOf(raw: RawLinux, conf: MiredoConfiguration | null): ConfiguredTeredo['type'] {
  if (raw.miredoInstalled === false || raw.miredoConfiguration.state === 'missing') return 'disabled';
  if (conf === null || conf.relayType === 'unknown') return 'unknown';
  const runs = raw.serviceState === 'running' ? true : raw.configuredToRun;
  if (runs === 'unknown') return 'unknown';
  if (!runs) return 'disabled';
  if (conf.relayType === 'relay') return 'relay';
  return conf.serverAddress === null ? 'disabled' : 'client';
}

function configuredOf(raw: RawLinux, conf: MiredoConfiguration | null): ConfiguredTeredo {
  const unreadable = raw.miredoConfiguration.state === 'unreadable';
  const serverName = conf === null ? null : conf.serverAddress;
  const port = conf === null ? null : conf.bindPort;
  return {
    at: raw.times.configured,
    type: configuredTypeOf(raw, conf),
    typeSetBy: unreadable ? 'unknown' : conf === null ? 'default' : 'local',
    serverName: unreadable ? 'unknown' : serverName,
    serverNameSetBy: unreadable ? 'unknown' : serverName === null ? 'default' : 'local',
    refreshIntervalSeconds: null,
    clientPort: port === 'unknown' ? null : port,
  };
}

/** Stale addresses occur: the configured interface first, then one that is up, then any. */
function addressInUse(
  found: InterfaceTeredoAddress[],
  interfaceName: string | null,
): InterfaceTeredoAddress | null {
  let best: InterfaceTeredoAddress | null = null;
  let bestScore = -1;
  for (const candidate of found) {
    const score = (candidate.interfaceName === interfaceName ? 2 : 0) + (candidate.up ? 1 : 0);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** Miredo can't be asked: it runs or not, and has an address or not. Running without one, it is still probing. */
function effectiveOf(raw: RawLinux, ip: IpAddressReading, conf: MiredoConfiguration | null): EffectiveTeredo {
  const service = serviceStateOf(raw);
  const running = service === 'running';
  const inUse = addressInUse(ip.teredo, conf === null ? null : conf.interfaceName);
  const relay = conf !== null && conf.relayType === 'relay';
  const stateWhenRunning = !ip.readable ? 'unknown' : inUse === null ? 'probe' : 'qualified';
  return {
    at: raw.times.effective,
    type: service === 'unknown' ? 'unknown' : running ? (relay ? 'relay' : 'client') : 'disabled',
    state: service === 'unknown' ? 'unknown' : running ? stateWhenRunning : 'offline',
    role: running && !relay ? 'client' : null,
    network: null,
    nat: null,
    error: null,
    errorCode: null,
    localMapping: null,
    externalMapping: null,
    address: inUse === null ? null : inUse.address,
  };
}

function ipv6InstalledOf(raw: RawLinux): boolean | Unknown {
  if (raw.ipv6Disabled.state === 'missing') return false;
  if (raw.ipv6Disabled.state === 'unreadable') return 'unknown';
  const flag = raw.ipv6Disabled.text.trim();
  return flag === '0' ? true : flag === '1' ? false : 'unknown';
}

/** `de_DE.UTF-8` becomes `de-DE`; C and POSIX say nothing of a language. */
function languageTagOf(locale: string | null): string | null {
  const match = /^([a-z]{2,3})(?:_([A-Z]{2}))?(?:[.@]|$)/.exec(locale ?? '');
  if (match === null) return null;
  return match[2] ? `${match[1]}-${match[2]}` : (match[1] ?? null);
}

function evidenceOf(raw: RawLinux): Evidence[] {
  const kept: Evidence[] = [];
  const keep = (source: string, text: string | null) => {
    if (text !== null) kept.push(capEvidence(source, text));
  };
  const conf = raw.miredoConfiguration;
  keep('miredo.conf', conf.state === 'read' ? conf.text : conf.state === 'unreadable' ? conf.reason : null);
  keep('ip -j -6 addr', raw.ipAddressJson);
  keep('ip -j -6 route', raw.ipRouteJson);
  for (const note of raw.notes) keep(note.source, note.text);
  return kept;
}

/** Makes an observation of what a Linux adapter gathered. Never throws; what can't be read is `unknown`. */
export function buildLinuxObservation(raw: RawLinux): Observation {
  const ip = readIpJson(raw.ipAddressJson ?? '');
  const conf =
    raw.miredoConfiguration.state === 'read' ? readMiredoConfiguration(raw.miredoConfiguration.text) : null;
  const release = readOsRelease(raw.osRelease ?? '');
  const configured = configuredOf(raw, conf);
  const effective = effectiveOf(raw, ip, conf);
  return {
    os: {
      family: 'linux',
      name: release.prettyName ?? 'Linux',
      version: release.versionId ?? '',
      servicePack: null,
      displayLanguage: languageTagOf(raw.locale),
    },
    elevated: raw.uid === null ? 'unknown' : raw.uid === 0,
    domainJoined: 'unknown',
    ipv6: {
      installed: ipv6InstalledOf(raw),
      disabledComponents: null,
      nativeGlobalAddress: ip.readable ? ip.nativeGlobalAddress : 'unknown',
    },
    configured,
    effective,
    reachable: judgeReachability({
      at: raw.times.reachable,
      hasTeredoAddress: effective.address !== null,
      on: configured.type !== 'disabled',
      probe: raw.probe,
      ping: raw.ping,
    }),
    firewall: {
      at: raw.times.firewall,
      on: raw.firewallOn,
      teredoException: null,
      exceptionPort: null,
      edgeTraversal: null,
      setBy: 'unknown',
    },
    service: { name: 'miredo', state: serviceStateOf(raw) },
    evidence: evidenceOf(raw),
  };
}
