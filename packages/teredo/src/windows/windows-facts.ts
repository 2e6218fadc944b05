import type { ServiceFacts, SourceValues, Unknown } from '../observation';
import type { RawNote, RawWindows } from '../raw-observation';
import { readNetshDump } from '../readers/netsh-dump';
import { readNetshTeredo } from '../readers/netsh-teredo';
import { readPowerShellTeredoConfiguration } from '../readers/powershell-teredo';
import type { ServiceAnswer } from '../readers/service-reading';
import { readServices } from '../readers/services';
import { NO_VALUES, UNKNOWN_VALUES } from '../source-values';
import { findJsonValues, jsonObjectsOf, propertyOf } from '../text/json-values';
import { toldText } from './told-text';
import type { WindowsAnswers } from './windows-answers';
import {
  bytesPrintedBy,
  isThere,
  printedBy,
  registryNumber,
  registryOf,
  registryText,
  textOf,
} from './windows-answers';
import { windowsFirewallOf } from './windows-firewall';
import { windowsOsOf } from './windows-os';
import type { ReadingName } from './windows-readings';
import { isOldRelease, type WindowsRelease, windowsReleaseOf } from './windows-release';

/** What an agent adds to the answers: its own clock and what it measured itself. */
export type WindowsMeasurement = Pick<RawWindows, 'times' | 'probe' | 'ping'>;

const LISTED: ReadingName[] = [
  'version',
  'policy',
  'disabled-components',
  'local-teredo',
  'teredo-dump',
  'teredo-by-powershell',
  'service-state',
  'service-start',
  'firewall-rules',
  'firewall-policy',
];

function domainByRegistry(answers: WindowsAnswers): boolean | Unknown {
  const domain = registryText(answers, 'domain-name', 'Domain');
  const start = registryNumber(answers, 'logon-service', 'Start');
  // Windows starts the service that logs on to a domain by itself where there is one.
  if (start === 2 && domain !== null && domain !== 'unknown' && domain !== '') return true;
  return start === 3 || start === 4 ? false : 'unknown';
}

function domainJoinedOf(answers: WindowsAnswers): boolean | Unknown {
  for (const object of jsonObjectsOf(findJsonValues(textOf(answers, 'domain-by-cim')))) {
    const part = propertyOf(object, 'PartOfDomain');
    if (typeof part === 'boolean') return part;
  }
  return domainByRegistry(answers);
}

/** The service that an answer is about, by the last clear word on it. */
export function serviceAnswerOf(answers: WindowsAnswers, name: ReadingName): ServiceAnswer | null {
  const { services } = readServices(textOf(answers, name));
  return services[services.length - 1] ?? null;
}

function ipv6InstalledOf(answers: WindowsAnswers, release: WindowsRelease | null): boolean | Unknown {
  if (release === null) return 'unknown';
  if (!isOldRelease(release)) return true;
  const driver = serviceAnswerOf(answers, 'ipv6-driver')?.state ?? 'unknown';
  if (driver === 'unknown') return 'unknown';
  return driver !== 'missing';
}

function serviceStateOf(answers: WindowsAnswers): ServiceFacts['state'] {
  const state = serviceAnswerOf(answers, 'service-state')?.state ?? 'unknown';
  if (state === 'running' || state === 'missing') return state;
  const start = registryNumber(answers, 'service-start', 'Start');
  if (start === 4) return 'disabled';
  return state === 'stopped' ? 'stopped' : 'unknown';
}

const USUAL_REFRESH_SECONDS = 30;
const MICROSOFT_SERVER = /\.ipv6\.microsoft\.com$/i;

/** The store holds what Windows has by itself as if somebody had set it: a value like that is none. */
function byPowerShell(answers: WindowsAnswers): SourceValues | null {
  const { configurations } = readPowerShellTeredoConfiguration(textOf(answers, 'teredo-by-powershell'));
  for (const { store, type, serverName, refreshIntervalSeconds, clientPort } of configurations) {
    if (store !== 'persistent' || type === 'unknown') continue;
    const isUsual = refreshIntervalSeconds === USUAL_REFRESH_SECONDS;
    return {
      type,
      serverName: MICROSOFT_SERVER.test(serverName ?? '') ? null : serverName,
      refreshIntervalSeconds: isUsual ? null : refreshIntervalSeconds,
      clientPort,
    };
  }
  return null;
}

function byDump(answers: WindowsAnswers): SourceValues | null {
  const dump = readNetshDump(textOf(answers, 'teredo-dump'));
  if (!dump.readable || dump.type === null || dump.type === 'unknown') return null;
  const { type, serverName, refreshIntervalSeconds, clientPort } = dump;
  return { type, serverName, refreshIntervalSeconds, clientPort };
}

function byRegistry(answers: WindowsAnswers): SourceValues {
  const there = isThere(answers, 'local-teredo');
  if (there === 'unknown') return UNKNOWN_VALUES;
  const { local, localXp } = registryOf(answers);
  const written = local ?? localXp;
  // Under which names the other two are written is not known.
  const others = { refreshIntervalSeconds: 'unknown', clientPort: 'unknown' } as const;
  if (!there) return { ...NO_VALUES, ...others };
  return written === null
    ? UNKNOWN_VALUES
    : { type: written.type, serverName: written.serverName, ...others };
}

/**
 * What is set on the machine itself: the type by PowerShell's number, the rest by the script with which netsh would set
 * it again, which tells what is set from what Windows has by itself; the registry where neither answered.
 */
export function localValuesOf(answers: WindowsAnswers): SourceValues {
  const stored = byPowerShell(answers);
  const dumped = byDump(answers);
  if (stored === null) return dumped ?? byRegistry(answers);
  return dumped === null ? stored : { ...dumped, type: stored.type };
}

type PolicyFacts = Pick<
  RawWindows,
  'policyTeredoState' | 'policyServerName' | 'policyRefreshSeconds' | 'policyClientPort'
>;

function policyOf(answers: WindowsAnswers): PolicyFacts {
  const there = isThere(answers, 'policy');
  const policy = there === true ? registryOf(answers).policy : null;
  const none = there === false ? null : 'unknown';
  if (policy === null)
    return {
      policyTeredoState: none,
      policyServerName: none,
      policyRefreshSeconds: none,
      policyClientPort: none,
    };
  const known = policy.type === 'unknown' ? (policy.typeText ?? 'unknown') : policy.typeText;
  return {
    policyTeredoState: known,
    policyServerName: policy.serverName,
    policyRefreshSeconds: policy.refreshIntervalSeconds,
    policyClientPort: policy.clientPort,
  };
}

function componentsOf(answers: WindowsAnswers, release: WindowsRelease | null): number | null | Unknown {
  if (release !== null && isOldRelease(release)) return null;
  const there = isThere(answers, 'disabled-components');
  if (there === false) return 0;
  return registryOf(answers).disabledComponents?.value ?? 'unknown';
}

function notesOf(answers: WindowsAnswers): RawNote[] {
  const notes: RawNote[] = [];
  for (const name of Object.keys(answers) as ReadingName[]) {
    const answer = answers[name] ?? null;
    const isTold = answer !== null && (answer.exitCode === null || LISTED.indexOf(name) !== -1);
    if (!isTold) continue;
    const text = toldText(name, answer.text);
    // The bytes are those of all of it.
    const printed = text === answer.text ? answer.printed : undefined;
    if (text !== '') notes.push({ source: `windows ${name}`, text, printed });
  }
  return notes;
}

/** The release that answers tell; null where it has no Teredo client or isn't known. */
export function releaseOfAnswers(answers: WindowsAnswers): WindowsRelease | null {
  return windowsReleaseOf(windowsOsOf(answers));
}

/**
 * Makes of the answers to `windowsReadings` what `buildWindowsObservation` takes: the same for both agents for Windows.
 * Never throws; what no answer says is unknown.
 */
export function rawWindowsOf(answers: WindowsAnswers, measured: WindowsMeasurement): RawWindows {
  const os = windowsOsOf(answers);
  const release = windowsReleaseOf(os);
  const netshText = printedBy(answers, 'teredo-state');
  const { clientPort } = readNetshTeredo(netshText ?? '');
  return {
    ...measured,
    os,
    elevated: isThere(answers, 'rights'),
    domainJoined: domainJoinedOf(answers),
    netshText,
    netshPrinted: bytesPrintedBy(answers, 'teredo-state'),
    ipconfigText: printedBy(answers, 'addresses'),
    ipconfigPrinted: bytesPrintedBy(answers, 'addresses'),
    ipv6Installed: ipv6InstalledOf(answers, release),
    networkingPack: release === 'xp-sp1' ? isThere(answers, 'networking-pack') : null,
    disabledComponents: componentsOf(answers, release),
    ...policyOf(answers),
    local: localValuesOf(answers),
    serviceState: serviceStateOf(answers),
    firewall:
      release === null
        ? {
            on: 'unknown',
            teredoException: 'unknown',
            exceptionPort: null,
            edgeTraversal: 'unknown',
            setBy: 'unknown',
          }
        : windowsFirewallOf(answers, release, clientPort),
    notes: notesOf(answers),
  };
}
