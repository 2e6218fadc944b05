/** What a text is, told by its structure. */
export type OutputKind =
  | 'netsh-teredo'
  | 'ipconfig'
  | 'netsh-interfaces'
  | 'netsh-addresses'
  | 'netsh-routes'
  | 'netsh-dump'
  | 'powershell-configuration'
  | 'powershell-state'
  | 'registry'
  | 'firewall-rules'
  | 'services'
  | 'windows-version'
  | 'miredo-configuration'
  | 'miredo-log'
  | 'ip-addresses'
  | 'ip-routes'
  | 'ifconfig'
  | 'unit-status'
  | 'os-release'
  | 'address'
  | 'reply'
  | 'command-help'
  | 'not-understood';

export interface OutputDescription {
  kind: OutputKind;
  /** What a reader calls it. */
  title: string;
  /** What prints it; null where nobody runs anything for it. */
  command: string | null;
  /** The system that prints it; null: any. */
  system: 'windows' | 'linux' | null;
}

const of = (
  kind: OutputKind,
  title: string,
  command: string | null,
  system: OutputDescription['system'],
): OutputDescription => ({ kind, title, command, system });

/** Every kind, in the order in which a help desk asks for them. */
export const OUTPUT_DESCRIPTIONS: OutputDescription[] = [
  of(
    'netsh-teredo',
    'The state of Teredo (netsh interface teredo show state)',
    'netsh interface teredo show state',
    'windows',
  ),
  of('ipconfig', 'The network adapters (ipconfig)', 'ipconfig /all', 'windows'),
  of(
    'registry',
    'Registry values (a .reg file, reg query or Get-ItemProperty)',
    'reg query HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition',
    'windows',
  ),
  of('services', 'The state of a service (sc, net or Get-Service)', 'sc query iphlpsvc', 'windows'),
  of(
    'powershell-configuration',
    'How Teredo is set (Get-NetTeredoConfiguration)',
    'Get-NetTeredoConfiguration | ConvertTo-Json',
    'windows',
  ),
  of(
    'powershell-state',
    'The state of Teredo (Get-NetTeredoState)',
    'Get-NetTeredoState | ConvertTo-Json',
    'windows',
  ),
  of(
    'firewall-rules',
    'Firewall rules',
    'Get-NetFirewallRule -Name CoreNet-Teredo-* | ConvertTo-Json',
    'windows',
  ),
  of(
    'netsh-interfaces',
    'The IPv6 interfaces (netsh interface ipv6 show interfaces)',
    'netsh interface ipv6 show interfaces',
    'windows',
  ),
  of(
    'netsh-addresses',
    'The IPv6 addresses (netsh interface ipv6 show addresses)',
    'netsh interface ipv6 show addresses',
    'windows',
  ),
  of(
    'netsh-routes',
    'The IPv6 routes (netsh interface ipv6 show route)',
    'netsh interface ipv6 show route',
    'windows',
  ),
  of(
    'netsh-dump',
    'How Teredo is set (netsh interface teredo dump)',
    'netsh interface teredo dump',
    'windows',
  ),
  of('windows-version', 'The version of Windows (ver or systeminfo)', 'ver', 'windows'),
  of('miredo-configuration', "Miredo's configuration (miredo.conf)", 'cat /etc/miredo/miredo.conf', 'linux'),
  of('miredo-log', "Miredo's log", 'journalctl -t miredo', 'linux'),
  of('ip-addresses', 'The addresses of the interfaces (ip addr)', 'ip addr', 'linux'),
  of('ifconfig', 'The interfaces (ifconfig)', 'ifconfig -a', 'linux'),
  of('ip-routes', 'The IPv6 routes (ip -6 route)', 'ip -6 route', 'linux'),
  of('unit-status', 'The state of a service (systemctl status)', 'systemctl status miredo', 'linux'),
  of('os-release', 'The Linux distribution (/etc/os-release)', 'cat /etc/os-release', 'linux'),
  of('address', 'An address', null, null),
  of('reply', 'The reply to a command that changes something', null, null),
  of('command-help', 'The help text of a command', null, null),
  of('not-understood', 'Not understood', null, null),
];

export function describeOutput(kind: OutputKind): OutputDescription {
  for (const description of OUTPUT_DESCRIPTIONS) if (description.kind === kind) return description;
  throw new Error(`no description of ${kind}`);
}

/** The outputs that are looked for in a text. */
export function whatWasLookedFor(): OutputDescription[] {
  return OUTPUT_DESCRIPTIONS.filter(({ command }) => command !== null);
}
