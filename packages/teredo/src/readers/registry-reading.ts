import type { TeredoType, Unknown } from '../observation';
import type { TeredoPrefix } from '../teredo-address';
import type { NotUnderstood } from './not-understood';

/** Data of a value: text, a number (REG_DWORD, REG_QWORD), several texts, or bytes. Null: not readable. */
export type RegistryData = string | number | string[] | number[] | null;

export interface RegistryValue {
  /** Empty for the default value. */
  name: string;
  /**
   * `REG_DWORD`, `REG_SZ`, ...; `unknown` for a type that isn't known, `removal` for `"name"=-`: an export never prints it
   * and a script does, so that it tells what an import would do and not what the machine has.
   */
  type: string;
  data: RegistryData;
  /** What stood there, for evidence. */
  raw: string;
}

export interface RegistryKey {
  /** With the hive in full and without a trailing backslash: `HKEY_LOCAL_MACHINE\SYSTEM\...`. */
  path: string;
  /** True for `[-HKEY_...]`, which an export never prints and a script does. */
  deleted: boolean;
  values: RegistryValue[];
}

/** A registry export (.reg) or the output of `reg query`. */
export interface RegistryReading {
  readable: boolean;
  keys: RegistryKey[];
  notUnderstood: NotUnderstood[];
}

/** DisabledComponents bit by bit, KB 929852. */
export interface DisabledComponents {
  /** 0 to 0xffffffff; `unknown` for what is neither a number nor the text of one. */
  value: number | Unknown;
  /** Bit 0x01: every tunnel interface. */
  tunnels: boolean;
  /** Bit 0x02. */
  sixToFour: boolean;
  /** Bit 0x04. */
  isatap: boolean;
  /** Bit 0x08. */
  teredo: boolean;
  /** Bit 0x10: native interfaces, PPP included. */
  native: boolean;
  /** Bit 0x20: IPv4 is preferred; nothing is off. */
  preferIPv4: boolean;
  /** Bit 0x40. */
  cp: boolean;
  /** Bit 0x80. */
  ipTls: boolean;
  /** Bits above 0x80, which mean nothing that is documented. */
  undocumentedBits: number;
  /** Bit 0x01 or 0x08: Teredo stays off whatever is set. `unknown` when the value is. */
  keepsTeredoOff: boolean | Unknown;
  /** The value is 0xffffffff, which costs five seconds at each start; 0xff is what was meant. */
  delaysStart: boolean;
}

/** What a policy sets under `TCPIP\v6Transition`. Null: not set by it. */
export interface TeredoPolicyValues {
  type: TeredoType | Unknown | null;
  typeText: string | null;
  serverName: string | null | Unknown;
  refreshIntervalSeconds: number | null | Unknown;
  /** 0: the system chooses. */
  clientPort: number | null | Unknown;
  defaultQualified: boolean | null | Unknown;
  forceTunneling: boolean | null | Unknown;
}

/** What is set on the machine itself. Null: not set. Names other than Type are not known from Vista on. */
export interface TeredoLocalValues {
  type: TeredoType | Unknown | null;
  serverName: string | null | Unknown;
}

/** What the registry says of Windows' own firewall, in the networks that are shown: domain, private, public. */
export interface FirewallRegistryReading {
  /** Unknown where it is on in some networks and off in others, or where no key tells. */
  on: boolean | Unknown;
  /** Whether it is on in some networks and off in others. */
  differs: boolean;
  /** Whether a policy's values were there; they win over the machine's own. */
  byPolicy: boolean;
  /** XP and 2003: UDP ports open to anybody in every network shown; null: no list was there. */
  openUdpPorts: number[] | null;
}

/** What registry values say about Teredo. A part is null when its key was not in the text. */
export interface TeredoRegistryReading {
  readable: boolean;
  policy: TeredoPolicyValues | null;
  /** `Services\iphlpsvc\Teredo`, Vista and later. */
  local: TeredoLocalValues | null;
  /** `Services\6to4\Teredo`, XP and 2003. */
  localXp: TeredoLocalValues | null;
  /**
   * `Tcpip6\Parameters`; a key without the value, or an answer that the value isn't there, is 0. Null where the text is a
   * script that takes the value away.
   */
  disabledComponents: DisabledComponents | null;
  /** XP's `TeredoPrefix`; null when not set. */
  prefixXp: TeredoPrefix | Unknown | null;
  /** Start value of the service: 2 automatic, 3 on demand, 4 disabled. */
  iphlpsvcStart: number | null;
  sixToFourStart: number | null;
  /** OEMCP of `Control\Nls\CodePage`. */
  oemCodePage: number | null;
  firewall: FirewallRegistryReading | null;
  /** Names of Teredo's values that the text, a script, takes away. */
  removed: string[];
  notUnderstood: NotUnderstood[];
}
