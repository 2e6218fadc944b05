import { capEvidence } from './evidence';
import type {
  ConfiguredTeredo,
  EffectiveTeredo,
  Evidence,
  Observation,
  ServiceFacts,
  TeredoSources,
  Unknown,
} from './observation';
import type { RawFile, RawLinux } from './raw-observation';
import { judgeReachability } from './reachability';
import { readIpAddresses } from './readers/ip-addresses';
import type { Link, LinksReading } from './readers/link-reading';
import { teredoAddressOf } from './readers/link-text';
import type { MiredoConfiguration } from './readers/miredo-configuration';
import { readMiredoConfiguration } from './readers/miredo-configuration';
import type { OsRelease } from './readers/os-release';
import { readOsRelease } from './readers/os-release';
import { NO_VALUES } from './source-values';

type ReadAlready = 'ipAddressJson' | 'ipRouteJson' | 'miredoConfiguration' | 'osRelease' | 'notes';

/** What is known of a Linux machine once its outputs are read. */
export interface LinuxFacts extends Omit<RawLinux, ReadAlready> {
  links: LinksReading;
  /** Null unless `configurationState` is `read`. */
  configuration: MiredoConfiguration | null;
  configurationState: RawFile['state'];
  release: OsRelease;
  evidence: Evidence[];
}

function serviceStateOf(raw: LinuxFacts): ServiceFacts['state'] {
  if (raw.serviceState === 'running') return 'running';
  return raw.miredoInstalled === false ? 'missing' : raw.serviceState;
}

function configuredTypeOf(raw: LinuxFacts): ConfiguredTeredo['type'] {
  const conf = raw.configuration;
  if (raw.miredoInstalled === false || raw.configurationState === 'missing') return 'disabled';
  if (conf === null || conf.relayType === 'unknown') return 'unknown';
  const runs = raw.serviceState === 'running' ? true : raw.configuredToRun;
  if (runs === 'unknown') return 'unknown';
  if (!runs) return 'disabled';
  if (conf.relayType === 'relay') return 'relay';
  return conf.serverAddress === null ? 'disabled' : 'client';
}

function configuredOf(raw: LinuxFacts): ConfiguredTeredo {
  const conf = raw.configuration;
  const unreadable = raw.configurationState === 'unreadable';
  const serverName = conf === null ? null : conf.serverAddress;
  const port = conf === null ? null : conf.bindPort;
  return {
    at: raw.times.configured,
    type: configuredTypeOf(raw),
    typeSetBy: unreadable ? 'unknown' : conf === null ? 'default' : 'local',
    serverName: unreadable ? 'unknown' : serverName,
    serverNameSetBy: unreadable ? 'unknown' : serverName === null ? 'default' : 'local',
    refreshIntervalSeconds: null,
    clientPort: port === 'unknown' ? null : port,
  };
}

/** miredo.conf and the service say everything; Linux has no policy. */
function sourcesOf(configured: ConfiguredTeredo): TeredoSources {
  const nothingWritten = configured.typeSetBy === 'default';
  return {
    policy: NO_VALUES,
    local: {
      type: nothingWritten ? null : configured.type,
      serverName: configured.serverName,
      refreshIntervalSeconds: null,
      clientPort: configured.typeSetBy === 'unknown' ? 'unknown' : configured.clientPort,
    },
  };
}

/** Stale addresses occur: the configured interface first, then one that is up, then any. */
function addressInUse(links: Link[], interfaceName: string | null): string | null {
  let best: string | null = null;
  let bestScore = -1;
  for (const link of links) {
    const address = teredoAddressOf(link);
    const score = (link.name === interfaceName ? 2 : 0) + (link.up === true ? 1 : 0);
    if (address === null || score <= bestScore) continue;
    best = address;
    bestScore = score;
  }
  return best;
}

/** Miredo can't be asked: it runs or not, and has an address or not. Running without one, it is still probing. */
function effectiveOf(raw: LinuxFacts): EffectiveTeredo {
  const conf = raw.configuration;
  const service = serviceStateOf(raw);
  const running = service === 'running';
  const inUse = addressInUse(raw.links.links, conf === null ? null : conf.interfaceName);
  const relay = conf !== null && conf.relayType === 'relay';
  const stateWhenRunning = !raw.links.readable ? 'unknown' : inUse === null ? 'probe' : 'qualified';
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
    address: inUse,
  };
}

function ipv6InstalledOf(raw: LinuxFacts): boolean | Unknown {
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

/** Makes an observation of what was read. Never throws. */
export function observeLinux(facts: LinuxFacts): Observation {
  const configured = configuredOf(facts);
  const effective = effectiveOf(facts);
  return {
    os: {
      family: 'linux',
      name: facts.release.prettyName ?? 'Linux',
      version: facts.release.versionId ?? '',
      servicePack: null,
      displayLanguage: languageTagOf(facts.locale),
    },
    elevated: facts.uid === null ? 'unknown' : facts.uid === 0,
    domainJoined: 'unknown',
    ipv6: {
      installed: ipv6InstalledOf(facts),
      disabledComponents: null,
      nativeGlobalAddress: facts.links.readable ? facts.links.nativeGlobalAddress : 'unknown',
    },
    configured,
    sources: sourcesOf(configured),
    effective,
    reachable: judgeReachability({
      at: facts.times.reachable,
      hasTeredoAddress: effective.address !== null,
      on: configured.type !== 'disabled',
      probe: facts.probe,
      ping: facts.ping,
    }),
    firewall: {
      at: facts.times.firewall,
      on: facts.firewallOn,
      teredoException: null,
      exceptionPort: null,
      edgeTraversal: null,
      setBy: 'unknown',
    },
    service: { name: 'miredo', state: serviceStateOf(facts) },
    evidence: facts.evidence,
  };
}

/** Makes an observation of what a Linux adapter gathered. Never throws; what can't be read is `unknown`. */
export function buildLinuxObservation(raw: RawLinux): Observation {
  const file = raw.miredoConfiguration;
  return observeLinux({
    ...raw,
    links: readIpAddresses(raw.ipAddressJson ?? ''),
    configuration: file.state === 'read' ? readMiredoConfiguration(file.text) : null,
    configurationState: file.state,
    release: readOsRelease(raw.osRelease ?? ''),
    evidence: evidenceOf(raw),
  });
}
