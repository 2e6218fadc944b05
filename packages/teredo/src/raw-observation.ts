import type {
  FirewallFacts,
  PeerPing,
  PrintedBytes,
  ServiceFacts,
  SourceValues,
  TeredoProbe,
  Unknown,
} from './observation';

/** A file as an adapter found it. */
export type RawFile =
  | { state: 'read'; text: string }
  | { state: 'missing' }
  | { state: 'unreadable'; reason: string };

/** When each part was gathered, milliseconds since 1970 by the machine's clock. */
export interface GatheringTimes {
  configured: number;
  effective: number;
  reachable: number;
  firewall: number;
}

/** A raw text to keep as evidence beside those that facts were read from. */
export interface RawNote {
  source: string;
  text: string;
  printed?: PrintedBytes | undefined;
}

/** What a Linux adapter gathers; `buildLinuxObservation` makes an observation of it. */
export interface RawLinux {
  times: GatheringTimes;
  /** Output of `ip -j -6 addr`; null when it could not be run. */
  ipAddressJson: string | null;
  /** Output of `ip -j -6 route`; null when it could not be run. */
  ipRouteJson: string | null;
  /** miredo.conf as it is, line feeds included: Miredo skips a last line without one. */
  miredoConfiguration: RawFile;
  /** Whether the miredo program is there. */
  miredoInstalled: boolean | Unknown;
  /** Whether the machine is set to run Miredo: enabled as a unit, or started and kept by the agent. */
  configuredToRun: boolean | Unknown;
  /** The running process or unit; `missing` is concluded from `miredoInstalled`. */
  serviceState: Exclude<ServiceFacts['state'], 'missing'>;
  /** Effective user id; null when not known. */
  uid: number | null;
  /** /proc/sys/net/ipv6/conf/all/disable_ipv6; `missing` when the kernel has no IPv6. */
  ipv6Disabled: RawFile;
  /** /etc/os-release; null when there is none. */
  osRelease: string | null;
  /** The locale of the system (`de_DE.UTF-8`); null when not set. */
  locale: string | null;
  /** Whether a host firewall filters what comes in through Teredo. */
  firewallOn: boolean | Unknown;
  probe: TeredoProbe | null;
  ping: PeerPing | null;
  notes: RawNote[];
}

/** What a Windows agent gathers; `buildWindowsObservation` makes an observation of it. */
export interface RawWindows {
  times: GatheringTimes;
  os: { name: string; version: string; servicePack: number | null; displayLanguage: string | null };
  elevated: boolean | Unknown;
  domainJoined: boolean | Unknown;
  /** Output of `netsh interface teredo show state` (XP, 2003: `netsh interface ipv6 show teredo`). */
  netshText: string | null;
  /** Its bytes where some of them could not be read; the same below. */
  netshPrinted?: PrintedBytes | undefined;
  /** Output of `ipconfig /all`. */
  ipconfigText: string | null;
  ipconfigPrinted?: PrintedBytes | undefined;
  /** Always true from Vista on; on XP and 2003 whether the stack is installed. */
  ipv6Installed: boolean | Unknown;
  /** XP SP1: whether the Advanced Networking Pack is installed; null on every other Windows. */
  networkingPack: boolean | null | Unknown;
  /** Registry value DisabledComponents, 0 when absent; null on XP and 2003. */
  disabledComponents: number | null | Unknown;
  /** Policy value Teredo_State as it stands (`Enterprise Client`); null when there is no such policy. */
  policyTeredoState: string | null | Unknown;
  /** Policy value Teredo_ServerName; null when there is no such policy. */
  policyServerName: string | null | Unknown;
  /** Policy value Teredo_RefreshRate, seconds; null when there is no such policy. */
  policyRefreshSeconds: number | null | Unknown;
  /** Policy value Teredo_ClientPort, 0: the system chooses; null when there is no such policy. */
  policyClientPort: number | null | Unknown;
  /** What is set on the machine itself, policy apart; UNKNOWN_VALUES when it was not read. */
  local: SourceValues;
  serviceState: ServiceFacts['state'];
  firewall: Omit<FirewallFacts, 'at'>;
  probe: TeredoProbe | null;
  ping: PeerPing | null;
  notes: RawNote[];
}
