import type { TeredoType, Unknown } from '../observation';
import { readNetshTeredo } from '../readers/netsh-teredo';
import type { NetshTeredoReading } from '../readers/netsh-teredo-reading';
import type { WindowsAnswers } from './windows-answers';
import { registryNumber, textOf } from './windows-answers';
import { localValuesOf, serviceAnswerOf } from './windows-facts';
import { localFirewallOf } from './windows-firewall';
import { isOldRelease, type WindowsRelease } from './windows-release';
import type { LocalFirewall, LocalTeredo, ServiceStart, WindowsSettings } from './windows-settings';

/** What could not be read of a machine, so that a job must not change it. The message names it. */
export class WindowsSettingsError extends Error {
  constructor(what: string) {
    const message = `The machine's own earlier value could not be read (${what}), so that it could not be given back. Nothing was changed.`;
    super(message);
    // On JScript calling Error makes another object, which would lose both.
    this.name = 'WindowsSettingsError';
    this.message = message;
  }
}

/** The refresh interval of a client on which nobody set one. */
const USUAL_REFRESH_SECONDS = 30;

const isKnown = <Value>(value: Value | Unknown): value is Exclude<Value, Unknown> => value !== 'unknown';

/** The type `default` is that none is set. */
function typeOf(type: TeredoType | null | Unknown, shown: NetshTeredoReading): TeredoType | null {
  const known = type === 'unknown' && shown.typeByPolicy === false ? shown.type : type;
  if (isKnown(known)) return known === 'default' ? null : known;
  throw new WindowsSettingsError('the Teredo type');
}

/** Windows prints a dot behind the names that it has by itself. */
function serverOf(serverName: string | null | Unknown, shown: NetshTeredoReading): string | null {
  if (isKnown(serverName)) return serverName;
  if (!shown.readable || shown.serverNameByPolicy !== false || shown.serverName === 'unknown')
    throw new WindowsSettingsError('the Teredo server');
  return shown.serverNameDotted === true ? null : shown.serverName;
}

function refreshOf(seconds: number | null | Unknown, shown: NetshTeredoReading): number | null {
  if (isKnown(seconds)) return seconds;
  if (!shown.readable || shown.refreshIntervalByPolicy !== false)
    throw new WindowsSettingsError('the refresh interval');
  return shown.refreshIntervalSeconds === USUAL_REFRESH_SECONDS ? null : shown.refreshIntervalSeconds;
}

function portOf(port: number | null | Unknown, shown: NetshTeredoReading): number | null {
  if (isKnown(port)) return port === 0 ? null : port;
  if (!shown.readable || shown.clientPortByPolicy !== false)
    throw new WindowsSettingsError('the client port');
  return shown.clientPort;
}

function localTeredoOf(answers: WindowsAnswers): LocalTeredo {
  const local = localValuesOf(answers);
  const shown = readNetshTeredo(textOf(answers, 'teredo-state'));
  return {
    type: typeOf(local.type, shown),
    serverName: serverOf(local.serverName, shown),
    refreshIntervalSeconds: refreshOf(local.refreshIntervalSeconds, shown),
    clientPort: portOf(local.clientPort, shown),
  };
}

const STARTS: { [start: number]: ServiceStart } = { 2: 'auto', 3: 'demand', 4: 'disabled' };

function serviceOf(answers: WindowsAnswers): WindowsSettings['service'] {
  const state = serviceAnswerOf(answers, 'service-state')?.state ?? 'unknown';
  if (state === 'missing') return null;
  const told = registryNumber(answers, 'service-start', 'Start');
  const start = typeof told === 'number' ? STARTS[told] : undefined;
  if (start === undefined || state === 'unknown') throw new WindowsSettingsError('the Teredo service');
  return { running: state === 'running' || state === 'starting', start };
}

const NOTHING_SET: LocalTeredo = {
  type: null,
  serverName: null,
  refreshIntervalSeconds: null,
  clientPort: null,
};

function isIpv6Installed(answers: WindowsAnswers, release: WindowsRelease): boolean {
  if (!isOldRelease(release)) return true;
  const driver = serviceAnswerOf(answers, 'ipv6-driver')?.state ?? 'unknown';
  if (driver === 'unknown') throw new WindowsSettingsError('whether IPv6 is installed');
  return driver !== 'missing';
}

/** XP SP1's firewall for IPv6 is not ours to change, and its other one knows no lists of ports. */
function firewallOf(answers: WindowsAnswers, release: WindowsRelease): WindowsSettings['firewall'] {
  const read = localFirewallOf(answers, release);
  if (read !== null) return read;
  if (release !== 'xp-sp1') throw new WindowsSettingsError('the firewall');
  return { openPorts: [], ownPorts: [], ownAllowRule: false, ownBlockRule: false, othersAllow: false };
}

/** Settings as a slot holds them: those of earlier versions tell nothing of the names of ports. */
export type KeptSettings = Omit<WindowsSettings, 'firewall'> & {
  firewall: Omit<LocalFirewall, 'ownPorts'> & { ownPorts?: number[] };
};

/** What a slot holds, whichever version filled it. */
export function settingsOfKept(kept: KeptSettings): WindowsSettings {
  return { ...kept, firewall: { ...kept.firewall, ownPorts: kept.firewall.ownPorts ?? [] } };
}

/**
 * What an agent may change on a machine, as the answers to `windowsReadings` tell it: to be saved before a job and
 * compared with at a rollback. Throws WindowsSettingsError where one of them isn't known.
 */
export function windowsSettingsOf(answers: WindowsAnswers, release: WindowsRelease): WindowsSettings {
  const ipv6Installed = isIpv6Installed(answers, release);
  return {
    ipv6Installed,
    teredo: ipv6Installed ? localTeredoOf(answers) : NOTHING_SET,
    service: serviceOf(answers),
    firewall: firewallOf(answers, release),
  };
}
