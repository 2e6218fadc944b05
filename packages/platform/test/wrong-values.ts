import type { StandInRegistry, TypedValue } from '../src/stand-in';

const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const NLS = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls';
const WINDOWS_NT = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const POLICY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition';
const FIREWALL = `${SERVICES}\\SharedAccess\\Parameters\\FirewallPolicy`;
const FIREWALL_RULED = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall';

/** Values of the registry that an agent reads, by what Windows keeps in them. */
export const READ_VALUES: { key: string; name: string; kind: 'number' | 'text' }[] = [
  { key: WINDOWS_NT, name: 'CurrentVersion', kind: 'text' },
  { key: WINDOWS_NT, name: 'CurrentBuildNumber', kind: 'text' },
  { key: WINDOWS_NT, name: 'CurrentMajorVersionNumber', kind: 'number' },
  { key: WINDOWS_NT, name: 'CurrentMinorVersionNumber', kind: 'number' },
  { key: WINDOWS_NT, name: 'ProductName', kind: 'text' },
  { key: WINDOWS_NT, name: 'CSDVersion', kind: 'text' },
  { key: `${NLS}\\Language`, name: 'InstallLanguage', kind: 'text' },
  { key: `${NLS}\\CodePage`, name: 'OEMCP', kind: 'text' },
  { key: `${SERVICES}\\Tcpip\\Parameters`, name: 'Domain', kind: 'text' },
  { key: `${SERVICES}\\Netlogon`, name: 'Start', kind: 'number' },
  { key: `${SERVICES}\\Tcpip6\\Parameters`, name: 'DisabledComponents', kind: 'number' },
  { key: POLICY, name: 'Teredo_State', kind: 'text' },
  { key: POLICY, name: 'Teredo_ServerName', kind: 'text' },
  { key: POLICY, name: 'Teredo_RefreshRate', kind: 'number' },
  { key: POLICY, name: 'Teredo_ClientPort', kind: 'number' },
  { key: `${SERVICES}\\iphlpsvc\\Teredo`, name: 'Type', kind: 'number' },
  { key: `${SERVICES}\\iphlpsvc\\Teredo`, name: 'ServerName', kind: 'text' },
  { key: `${SERVICES}\\6to4\\Teredo`, name: 'Type', kind: 'number' },
  { key: `${SERVICES}\\6to4\\Teredo`, name: 'ServerName', kind: 'text' },
  { key: `${SERVICES}\\iphlpsvc`, name: 'Start', kind: 'number' },
  { key: `${SERVICES}\\6to4`, name: 'Start', kind: 'number' },
  { key: `${FIREWALL}\\DomainProfile`, name: 'EnableFirewall', kind: 'number' },
  { key: `${FIREWALL}\\StandardProfile`, name: 'EnableFirewall', kind: 'number' },
  { key: `${FIREWALL}\\PublicProfile`, name: 'EnableFirewall', kind: 'number' },
  { key: `${FIREWALL_RULED}\\StandardProfile`, name: 'EnableFirewall', kind: 'number' },
  { key: `${FIREWALL_RULED}\\StandardProfile`, name: 'AllowLocalPolicyMerge', kind: 'number' },
  { key: `${FIREWALL}\\FirewallRules`, name: 'CoreNet-Teredo-In', kind: 'text' },
];

const wide = (text: string) => [...Buffer.from(`${text}\0`, 'utf16le')];
const typed = (type: number, bytes: number[]): TypedValue => ({ type, bytes });

/** What stands there in the place of a number, or of text: of another type, out of range, longer than anything. */
export const WRONG: Record<'number' | 'text', Record<string, string | number | TypedValue>> = {
  number: {
    'the text of a number': '2',
    text: 'client',
    'no data': typed(0, []),
    bytes: typed(3, [2, 0, 0, 0]),
    'several texts': typed(7, [...wide('2'), ...wide('')]),
    'eight bytes': typed(11, [2, 0, 0, 0, 0, 0, 0, 0]),
    'a number out of range': 0xffff_fffe,
  },
  text: {
    'a number': 7,
    'no data': typed(0, []),
    bytes: typed(3, [0x31, 0, 0x30, 0]),
    'several texts': typed(7, [...wide('Disabled'), ...wide('client'), ...wide('')]),
    'eight bytes': typed(11, [1, 0, 0, 0, 0, 0, 0, 0]),
    'empty text': '',
    'a word of JavaScript': 'constructor',
    'a text without end': 'x'.repeat(4000),
  },
};

/** The registry with one value written over. */
export function written(key: string, name: string, value: string | number | TypedValue): StandInRegistry {
  return { [key]: { [name]: value } };
}
