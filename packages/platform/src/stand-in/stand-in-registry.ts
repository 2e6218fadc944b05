import { ALLOW_RULE_NAME, BLOCK_RULE_NAME, isOldRelease, OPEN_PORT_NAME } from '@teredo-fleet/teredo';
import { releaseOf, type StandInState } from './stand-in-state';

/** A value of another type than text (REG_SZ) and number (REG_DWORD), or with data that fits neither. */
export interface TypedValue {
  /** As in an export: 0 REG_NONE, 1 REG_SZ, 3 REG_BINARY, 4 REG_DWORD, 7 REG_MULTI_SZ, 11 REG_QWORD. */
  type: number;
  bytes: number[];
}

export type RegistryValue = string | number | TypedValue;

/** Keys by their path, with HKLM or HKU in short, and the values in them. */
export type StandInRegistry = Record<string, Record<string, RegistryValue>>;

const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const FIREWALL = `${SERVICES}\\SharedAccess\\Parameters\\FirewallPolicy`;
const NLS = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls';

const LANGUAGES: Record<string, { number: string; codePage: string }> = {
  'en-US': { number: '0409', codePage: '437' },
  'de-DE': { number: '0407', codePage: '850' },
  'zh-CN': { number: '0804', codePage: '936' },
  'fr-FR': { number: '040c', codePage: '850' },
  'ja-JP': { number: '0411', codePage: '932' },
  'ru-RU': { number: '0419', codePage: '866' },
  'es-ES': { number: '0c0a', codePage: '850' },
};

/** The OEM code page of the machine's console. */
export function codePageOf({ machine }: StandInState): number {
  return Number(LANGUAGES[machine.language]?.codePage ?? '437');
}

const STARTS = { auto: 2, demand: 3, disabled: 4 } as const;
const TYPES: Record<string, number> = {
  relay: 1,
  client: 2,
  server: 3,
  disabled: 4,
  automatic: 5,
  enterpriseclient: 6,
  natawareclient: 7,
};

function versionValues({ machine }: StandInState): Record<string, RegistryValue> {
  const { version, servicePack, name } = machine.os;
  const [major = '', minor = '', build = ''] = version.split('.');
  const values: Record<string, RegistryValue> = {
    CurrentVersion: Number(major) >= 10 ? '6.3' : `${major}.${minor}`,
    CurrentBuildNumber: build,
    // The registry of Windows 11 says Windows 10.
    // What no agent has any business with.
    RegisteredOwner: 'kim.example',
    ProductId: '00330-80000-00000-AA123',
    ProductName: name.replace(/ SP[0-9]$/, '').replace(/^Windows 11\b/, 'Windows 10'),
  };
  if (Number(major) >= 10) {
    values.CurrentMajorVersionNumber = Number(major);
    values.CurrentMinorVersionNumber = Number(minor);
  }
  if (servicePack !== null && servicePack > 0) values.CSDVersion = `Service Pack ${servicePack}`;
  return values;
}

function systemKeys(state: StandInState): StandInRegistry {
  const { machine } = state;
  const language = LANGUAGES[machine.language] ?? { number: '0409', codePage: '437' };
  const keys: StandInRegistry = {
    'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion': versionValues(state),
    'HKLM\\SOFTWARE\\Microsoft\\Cryptography': { MachineGuid: machine.hardwareId },
    [`${NLS}\\Language`]: { InstallLanguage: language.number },
    [`${NLS}\\CodePage`]: { OEMCP: language.codePage },
    [`${SERVICES}\\Tcpip\\Parameters`]: { Domain: machine.domainJoined ? 'corp.example' : '' },
    [`${SERVICES}\\Netlogon`]: { Start: machine.domainJoined ? 2 : 3 },
  };
  if (machine.elevated) keys['HKU\\S-1-5-19'] = { Environment: 'keys below' };
  if (machine.networkingPack === true)
    keys['HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB817778'] = {
      Description: 'Advanced Networking Pack',
    };
  if (machine.policyTeredoState !== null)
    keys['HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition'] = {
      Teredo_State: machine.policyTeredoState,
    };
  return keys;
}

function teredoKeys(state: StandInState): StandInRegistry {
  const { settings, machine } = state;
  const old = isOldRelease(releaseOf(state));
  const name = old ? '6to4' : 'iphlpsvc';
  const keys: StandInRegistry = {};
  if (!old && machine.disabledComponents !== null && machine.disabledComponents !== 0)
    keys[`${SERVICES}\\Tcpip6\\Parameters`] = { DisabledComponents: machine.disabledComponents };
  else if (!old) keys[`${SERVICES}\\Tcpip6\\Parameters`] = {};
  if (settings.service !== null) keys[`${SERVICES}\\${name}`] = { Start: STARTS[settings.service.start] };
  const { type, serverName } = settings.teredo;
  const values: Record<string, RegistryValue> = {};
  if (type !== null) values.Type = TYPES[type] ?? 0;
  if (serverName !== null) values.ServerName = serverName;
  if (Object.keys(values).length > 0) keys[`${SERVICES}\\${name}\\Teredo`] = values;
  return keys;
}

const OF_TEREDO = 'Dir=In|Protocol=17|LPort=Teredo';
const BY_SERVICE = 'App=%SystemRoot%\\system32\\svchost.exe|Svc=iphlpsvc';

function rules({ settings }: StandInState): Record<string, string> {
  const { ownAllowRule, ownBlockRule, othersAllow } = settings.firewall;
  const active = othersAllow ? 'TRUE' : 'FALSE';
  const found: Record<string, string> = {
    'CoreNet-Teredo-In': `v2.30|Action=Allow|Active=${active}|${OF_TEREDO}|${BY_SERVICE}|Name=@FirewallAPI.dll,-25326|Edge=TRUE|`,
  };
  if (ownAllowRule)
    found['{11111111-0000-4000-8000-000000000001}'] =
      `v2.30|Action=Allow|Active=TRUE|${OF_TEREDO}|${BY_SERVICE}|Name=${ALLOW_RULE_NAME}|Edge=TRUE|`;
  if (ownBlockRule)
    found['{11111111-0000-4000-8000-000000000002}'] =
      `v2.30|Action=Block|Active=TRUE|${OF_TEREDO}|Name=${BLOCK_RULE_NAME}|`;
  return found;
}

function firewallKeys(state: StandInState): StandInRegistry {
  const { machine, settings } = state;
  const old = isOldRelease(releaseOf(state));
  if (releaseOf(state) === 'xp-sp1') return {};
  const keys: StandInRegistry = {};
  for (const profile of old
    ? ['DomainProfile', 'StandardProfile']
    : ['DomainProfile', 'StandardProfile', 'PublicProfile'])
    keys[`${FIREWALL}\\${profile}`] = { EnableFirewall: machine.firewallOn ? 1 : 0 };
  if (!old) return { ...keys, [`${FIREWALL}\\FirewallRules`]: rules(state) };
  const list: Record<string, string> = {};
  const { openPorts, ownPorts } = settings.firewall;
  for (const port of openPorts)
    list[`${port}:UDP`] =
      `${port}:UDP:*:Enabled:${ownPorts.includes(port) ? OPEN_PORT_NAME : 'Of another program'}`;
  for (const profile of ['DomainProfile', 'StandardProfile'])
    keys[`${FIREWALL}\\${profile}\\GloballyOpenPorts\\List`] = list;
  return keys;
}

/** The registry of the machine as far as anybody here asks for it, with what somebody wrote into it. */
export function registryOfState(state: StandInState): StandInRegistry {
  const keys = { ...systemKeys(state), ...teredoKeys(state), ...firewallKeys(state) };
  for (const [key, values] of Object.entries(state.written)) keys[key] = { ...keys[key], ...values };
  return keys;
}
