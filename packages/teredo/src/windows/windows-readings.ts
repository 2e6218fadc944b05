import type { WindowsCommand, WindowsProgram } from './windows-command';
import { isOldRelease, NEW_RELEASES, type WindowsRelease } from './windows-release';

/** What an agent asks Windows, each by a name that stays. */
export type ReadingName =
  | 'version'
  | 'machine-guid'
  | 'boot-id'
  | 'display-language'
  | 'code-page'
  | 'rights'
  | 'domain-name'
  | 'logon-service'
  | 'domain-by-cim'
  | 'ipv6-driver'
  | 'networking-pack'
  | 'disabled-components'
  | 'policy'
  | 'local-teredo'
  | 'teredo-dump'
  | 'teredo-by-powershell'
  | 'teredo-state'
  | 'addresses'
  | 'service-start'
  | 'service-state'
  | 'firewall-profiles'
  | 'firewall-rules'
  | 'program-rules'
  | 'firewall-policy';

/** One thing to ask: what its command prints is all that is read, in whatever language. */
export interface WindowsReading {
  name: ReadingName;
  command: WindowsCommand;
}

const TIMEOUT_MS = 20_000;
/** It starts slowly on a machine that starts. */
const POWERSHELL_TIMEOUT_MS = 60_000;

const WINDOWS_NT = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const NLS = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls';
const FIREWALL = `${SERVICES}\\SharedAccess\\Parameters\\FirewallPolicy`;

/** Text of our own: nothing from anybody gets into it. Both stores, since what counts may be a policy's. */
const TEREDO_STORES =
  "'PersistentStore','ActiveStore' | ForEach-Object { Get-NetTeredoConfiguration -PolicyStore $_ } | Select-Object PolicyStore,@{n='Type';e={[int]$_.CimInstanceProperties['Type'].Value}},ServerName,RefreshIntervalSeconds,ClientPort,DefaultQualified,ServerShunt,ServerVirtualIP | ConvertTo-Json -Compress";
const PART_OF_DOMAIN =
  'Get-CimInstance Win32_ComputerSystem | Select-Object PartOfDomain | ConvertTo-Json -Compress';

function ask(name: ReadingName, program: WindowsProgram, args: string[]): WindowsReading {
  return { name, command: { program, args, timeoutMs: TIMEOUT_MS } };
}

function askRegistry(name: ReadingName, key: string, more: string[] = []): WindowsReading {
  return ask(name, 'reg', ['query', key].concat(more));
}

function askPowerShell(name: ReadingName, script: string): WindowsReading {
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script];
  return { name, command: { program: 'powershell', args, timeoutMs: POWERSHELL_TIMEOUT_MS } };
}

const FIREWALL_POLICY = askRegistry(
  'firewall-policy',
  'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall',
  ['/s'],
);

/** What every release is asked for alike. The last key can be read with an administrator's rights only. */
const OF_ALL: WindowsReading[] = [
  askRegistry('display-language', `${NLS}\\Language`, ['/v', 'InstallLanguage']),
  askRegistry('code-page', `${NLS}\\CodePage`, ['/v', 'OEMCP']),
  askRegistry('rights', 'HKU\\S-1-5-19'),
  askRegistry('domain-name', `${SERVICES}\\Tcpip\\Parameters`, ['/v', 'Domain']),
  askRegistry('logon-service', `${SERVICES}\\Netlogon`, ['/v', 'Start']),
  ask('addresses', 'ipconfig', ['/all']),
  FIREWALL_POLICY,
];

/** The reading that says which Windows this is, before a list of readings can be chosen. */
export const VERSION_READING: WindowsReading = askRegistry('version', WINDOWS_NT);

const BOOTS =
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management\\PrefetchParameters';

/** What tells one installation and one start of a machine from another; older releases don't count their starts. */
export const HOST_READINGS: WindowsReading[] = [
  askRegistry('machine-guid', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', ['/v', 'MachineGuid']),
  askRegistry('boot-id', BOOTS, ['/v', 'BootId']),
];

const OLD_FIREWALL = askRegistry('firewall-profiles', FIREWALL, ['/s']);

const OF_OLD: WindowsReading[] = [
  ask('ipv6-driver', 'sc', ['query', 'tcpip6']),
  askRegistry('local-teredo', `${SERVICES}\\6to4\\Teredo`),
  ask('teredo-dump', 'netsh', ['interface', 'ipv6', 'dump']),
  ask('teredo-state', 'netsh', ['interface', 'ipv6', 'show', 'teredo']),
  askRegistry('service-start', `${SERVICES}\\6to4`, ['/v', 'Start']),
  ask('service-state', 'sc', ['query', '6to4']),
  OLD_FIREWALL,
];

const PACK = 'HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB817778';

const OF_VISTA_AND_LATER: WindowsReading[] = [
  askRegistry('disabled-components', `${SERVICES}\\Tcpip6\\Parameters`),
  askRegistry('policy', 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition'),
  askRegistry('local-teredo', `${SERVICES}\\iphlpsvc\\Teredo`),
  ask('teredo-dump', 'netsh', ['interface', 'teredo', 'dump']),
  ask('teredo-state', 'netsh', ['interface', 'teredo', 'show', 'state']),
  askRegistry('service-start', `${SERVICES}\\iphlpsvc`, ['/v', 'Start']),
  ask('service-state', 'sc', ['query', 'iphlpsvc']),
  askRegistry('firewall-profiles', FIREWALL, ['/s', '/v', 'EnableFirewall']),
  askRegistry('firewall-rules', `${FIREWALL}\\FirewallRules`, ['/f', 'Teredo']),
];

const BY_POWERSHELL: WindowsReading[] = [
  askPowerShell('domain-by-cim', PART_OF_DOMAIN),
  askPowerShell('teredo-by-powershell', TEREDO_STORES),
];

/**
 * What to ask a release, in this order; a reading that gives nothing leaves its facts to the others, else unknown. From
 * Windows 10 on PowerShell is asked first, by numbers that no language changes; netsh and the registry say the same.
 */
export function windowsReadings(release: WindowsRelease): WindowsReading[] {
  if (release === 'xp-sp1') return OF_ALL.concat(askRegistry('networking-pack', PACK), OF_OLD);
  if (isOldRelease(release)) return OF_ALL.concat(OF_OLD);
  const isNew = NEW_RELEASES.indexOf(release) !== -1;
  return (isNew ? BY_POWERSHELL : []).concat(OF_ALL, OF_VISTA_AND_LATER);
}

/** What to ask a release for what its firewall says of programs, when there are programs to look at. */
export function programReadings(release: WindowsRelease): WindowsReading[] {
  const rules = askRegistry('program-rules', `${FIREWALL}\\FirewallRules`);
  return [FIREWALL_POLICY, isOldRelease(release) ? OLD_FIREWALL : rules];
}
