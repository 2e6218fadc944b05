import { windowsVersionOf } from '../readers/windows-version';
import { findIpTokens } from '../text/ip-tokens';
import { textAt } from '../text/text-at';
import type { OutputKind } from './output-kind';

/** What only one kind of output prints: numbers, untranslated names, shapes. No label of any language is among them. */
interface Signature {
  kind: OutputKind;
  patterns: RegExp[];
}

const WORDS_OF_SC =
  'RUNNING|STOPPED|START_PENDING|STOP_PENDING|PAUSED|AUTO_START|DEMAND_START|BOOT_START|SYSTEM_START|DISABLED|WIN32_[A-Z_]{3,30}';

/** A property of PowerShell; its names are the same in every language. */
const property = (names: string): RegExp => new RegExp(`^\\s{0,40}(?:${names})\\s{0,60}:(?:\\s|$)`);

/** The first that fits counts. */
const SIGNATURES: Signature[] = [
  {
    kind: 'firewall-rules',
    patterns: [
      /v2\.[0-9]{1,4}\|/i,
      /\\FirewallRules\]?\s{0,9}$/i,
      /^\s{0,40}[A-Z][A-Za-z0-9]{1,40}(?:-[A-Za-z0-9]{1,40}){0,5}-(?:In|Out)(?:-[A-Za-z0-9]{1,40}){0,3}(?:\s{2}|$)/,
      /^(?:Name|DisplayName)\s{1,80}(?:[A-Za-z]{1,40}\s{1,80}){0,6}(?:LocalPorts?|ApplicationName|Enabled|Action|Direction)(?:\s|$)/,
      property('InstanceID|EdgeTraversalPolicy|PolicyStoreSource|LocalPorts?|ApplicationName|DisplayGroup'),
    ],
  },
  {
    kind: 'registry',
    patterns: [
      /^\s{0,40}\[?-?HK(?:EY_[A-Z_]{4,20}|LM|CU|CR|U|CC)\\/,
      /\sREG_(?:SZ|DWORD|QWORD|BINARY|MULTI_SZ|EXPAND_SZ|NONE|DWORD_BIG_ENDIAN)(?:\s|$)/,
      /^\s{0,40}(?:Windows Registry Editor Version [0-9]|REGEDIT4\s{0,9}$)/,
      /^\s{0,40}(?:"(?:[^"\\]|\\.){1,200}"|@)=(?:dword:|hex[:(]|"|-)/,
      /^\s{0,40}(?:[0-9a-f]{2},){1,60}(?:[0-9a-f]{2})?\\?\s{0,9}$/i,
      /^\s{0,40}PS(?:Parent)?Path\s{0,60}:\s.{0,80}Registry::HK/,
    ],
  },
  {
    kind: 'services',
    patterns: [
      /^\s{0,9}\[SC\] /,
      new RegExp(`:\\s{1,9}[0-9a-f]{1,4}\\s{1,9}(?:${WORDS_OF_SC})(?![A-Za-z])`),
      /NET HELPMSG\s{1,9}[0-9]/,
      /^\s{0,9}(?:Running|Stopped|Paused|StartPending|StopPending)\s{1,9}[A-Za-z0-9_.$-]{1,80}\s/,
      property('StartType|StartMode|ServiceType|ServiceName|CanPauseAndContinue|DependentServices'),
    ],
  },
  {
    kind: 'powershell-configuration',
    patterns: [property('RefreshIntervalSeconds|ServerShunt|DefaultQualified|ServerVirtualIP')],
  },
  {
    kind: 'netsh-dump',
    patterns: [
      /^\s{0,9}pushd interface (?:teredo|ipv6)\s{0,9}$/i,
      /^\s{0,9}set (?:state|teredo) (?:type=)?(?:disabled?|default|server|(?:enterprise|nataware)?client)(?:\s|$)/i,
      /^\s{0,9}popd\s{0,9}$/i,
    ],
  },
  { kind: 'ipconfig', patterns: [/(?:\. {0,2}){3,60}:/] },
  {
    kind: 'netsh-interfaces',
    patterns: [
      /^\s{0,40}[0-9]{1,10}\s{1,40}[0-9]{1,10}\s{1,40}(?:1[2-9][0-9]{2}|[2-9][0-9]{3}|[0-9]{5,10})\s{1,40}[^\s0-9]/,
    ],
  },
  {
    kind: 'netsh-routes',
    patterns: [/\s[0-9]{1,10}\s{1,40}[0-9a-f:][0-9a-f:.]{1,44}\/[0-9]{1,3}\s{1,40}[0-9]{1,10}(?:\s|$)/i],
  },
  {
    kind: 'ifconfig',
    patterns: [
      /^\s{0,20}[^\s:]{1,64}:\s{1,9}flags=[0-9a-f]{1,16}</i,
      /^\s{0,20}[^\s:]{1,64}\s{1,40}[^\s:]{1,40} encap:/,
      /^\s{0,20}inet6?\s.{0,80}\s(?:prefixlen|netmask) /,
    ],
  },
  {
    kind: 'ip-addresses',
    patterns: [
      /^\s{0,9}[0-9]{1,9}:\s{1,9}[^\s:]{1,130}:\s{1,9}</,
      /^\s{0,9}[0-9]{1,9}:\s{1,9}[^\s:]{1,130}\s{1,40}inet6?\s/,
      /^[^\s:]{1,130}\s{1,40}(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT|NOTPRESENT)(?:\s|$)/,
      /^\s{1,20}inet6?\s[0-9a-f]{1,4}[0-9a-f:.]{1,45}\/[0-9]{1,3}\s/,
    ],
  },
  {
    kind: 'ip-routes',
    patterns: [
      /^\s{0,20}(?:default|[0-9a-f]{0,4}:[0-9a-f:.]{1,44}(?:\/[0-9]{1,3})?) (?:.{0,80} )?(?:dev|proto|metric|via) /,
    ],
  },
  { kind: 'miredo-log', patterns: [/(?:^|\s)miredo(?:\[[0-9]{1,10}\])?:\s/] },
  {
    kind: 'miredo-configuration',
    patterns: [
      /^\s{0,20}#?\s{0,9}(?:RelayType|ServerAddress2?|InterfaceName|BindAddress|BindPort|SyslogFacility|InterfaceMTU|LocalDiscovery)\s{1,40}[^\s:=]/i,
    ],
  },
  {
    kind: 'unit-status',
    patterns: [
      /^\s{0,20}Active: (?:active|inactive|failed|activating|deactivating|reloading) ?(?:\(|since|$)/,
      /^\s{0,20}Loaded: (?:loaded|not-found|masked|error|bad-setting) ?(?:\(|$)/,
      /^\s{0,9}Unit [\w@.-]{1,80}\.service could not be found\.$/,
    ],
  },
  {
    kind: 'os-release',
    patterns: [/^(?:PRETTY_NAME|VERSION_ID|VERSION_CODENAME|ID_LIKE|NAME|VERSION|ID)=/],
  },
];

/** A row that ends in an IPv6 address behind three columns or more, and has no label. */
function isAddressRow(line: string): boolean {
  const match = /^\s{0,9}(\S.{0,200})\s(\S{2,90})$/.exec(line);
  if (match === null || textAt(match, 1).indexOf(':') !== -1) return false;
  if (
    textAt(match, 1)
      .trim()
      .replace(/\s{1,80}/g, ' ')
      .split(' ').length < 4
  )
    return false;
  return findIpTokens(textAt(match, 2)).some(({ family }) => family === 6);
}

/** The kind of output that a line can only be of, or null. */
export function kindOfLine(line: string): OutputKind | null {
  if (windowsVersionOf(line) !== null) return 'windows-version';
  for (const { kind, patterns } of SIGNATURES)
    for (const pattern of patterns) if (pattern.test(line)) return kind;
  return isAddressRow(line) ? 'netsh-addresses' : null;
}
