import type { Observation } from './observation';
import { isOldWindows } from './wanted-teredo';

/** A fact that would settle a question, by a name that stays. */
export type FactCode =
  | 'windows-version'
  | 'ipv6-stack'
  | 'disabled-components'
  | 'policy-values'
  | 'local-values'
  | 'state-line'
  | 'state-with-rights'
  | 'service-state'
  | 'domain-membership'
  | 'native-address'
  | 'firewall-state'
  | 'firewall-rule'
  | 'used-ports'
  | 'own-probe'
  | 'peer-ping'
  | 'later-look'
  | 'miredo-configuration';

/** What is not known, and the command or deed that tells it. */
export interface FactToFetch {
  code: FactCode;
  /** To follow "not known: ". */
  what: string;
  /** A command to type on the machine, or what to do in words. */
  how: string;
}

interface FactSource {
  what: string;
  windows: string;
  /** XP and 2003; null: as `windows`. */
  old: string | null;
  linux: string;
}

const IN_REGISTRY = 'reg query HKLM\\SYSTEM\\CurrentControlSet\\Services';
/** netsh says the same in words that are translated. */
const FIREWALL = `${IN_REGISTRY}\\SharedAccess\\Parameters\\FirewallPolicy`;
const BY_ITS_AGENT = 'Let the agent of the machine observe it once more.';

const SOURCES: Record<FactCode, FactSource> = {
  'windows-version': {
    what: 'which system this is',
    windows: 'ver',
    old: null,
    linux: 'cat /etc/os-release',
  },
  'ipv6-stack': {
    what: 'whether IPv6 is installed',
    windows: 'netsh interface ipv6 show interfaces',
    old: 'netsh interface ipv6 show interface',
    linux: 'cat /proc/sys/net/ipv6/conf/all/disable_ipv6',
  },
  'disabled-components': {
    what: 'the registry value DisabledComponents',
    windows: `${IN_REGISTRY}\\Tcpip6\\Parameters`,
    old: null,
    linux: BY_ITS_AGENT,
  },
  'policy-values': {
    what: 'whether a policy sets Teredo',
    windows: 'reg query HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition',
    old: null,
    linux: BY_ITS_AGENT,
  },
  'local-values': {
    what: 'what is set on the machine itself',
    windows: `${IN_REGISTRY}\\iphlpsvc\\Teredo`,
    old: `${IN_REGISTRY}\\6to4\\Teredo`,
    linux: 'cat /etc/miredo/miredo.conf',
  },
  'state-line': {
    what: 'what the Teredo client is doing',
    windows: 'netsh interface teredo show state',
    old: 'netsh interface ipv6 show teredo',
    linux: 'systemctl status miredo; ip -6 addr',
  },
  'state-with-rights': {
    what: 'what an administrator would be told',
    windows: 'netsh interface teredo show state (in a window opened with "Run as administrator")',
    old: 'netsh interface ipv6 show teredo (as an administrator)',
    linux: 'sudo systemctl status miredo',
  },
  'service-state': {
    what: 'whether the Teredo service runs',
    windows: 'sc query iphlpsvc',
    old: 'sc query 6to4',
    linux: 'systemctl status miredo',
  },
  'domain-membership': {
    what: 'whether the machine is in a domain',
    windows: 'systeminfo',
    old: null,
    linux: BY_ITS_AGENT,
  },
  'native-address': {
    what: 'whether the machine has IPv6 of its own',
    windows: 'ipconfig /all',
    old: null,
    linux: 'ip -6 addr',
  },
  'firewall-state': {
    what: 'whether a firewall is on',
    windows: `${FIREWALL} /s /v EnableFirewall`,
    old: `${FIREWALL} /s`,
    linux: 'nft list ruleset',
  },
  'firewall-rule': {
    what: 'whether the firewall lets Teredo through',
    windows: `${FIREWALL}\\FirewallRules /f CoreNet-Teredo`,
    old: `${FIREWALL} /s`,
    linux: 'nft list ruleset',
  },
  'used-ports': {
    what: 'which program holds the UDP port',
    windows: 'netstat -ano -p udp',
    old: null,
    linux: 'ss -lunp',
  },
  'own-probe': {
    what: 'whether the Teredo server answers the agent itself',
    windows: BY_ITS_AGENT,
    old: null,
    linux: BY_ITS_AGENT,
  },
  'peer-ping': {
    what: 'whether a Teredo peer answers',
    windows: 'Name a Teredo peer to ping in the settings, then observe again.',
    old: null,
    linux: 'Name a Teredo peer to ping in the settings, then observe again.',
  },
  'later-look': {
    what: 'whether it stays like this',
    windows: 'Wait a minute and observe again.',
    old: null,
    linux: 'Wait a minute and observe again.',
  },
  'miredo-configuration': {
    what: 'what the Miredo configuration says',
    windows: BY_ITS_AGENT,
    old: null,
    linux: 'sudo cat /etc/miredo/miredo.conf',
  },
};

/** How to learn a fact on this very machine. */
export function factToFetch(observation: Observation, code: FactCode): FactToFetch {
  const source = SOURCES[code];
  const onWindows = isOldWindows(observation) ? (source.old ?? source.windows) : source.windows;
  return { code, what: source.what, how: observation.os.family === 'linux' ? source.linux : onWindows };
}
