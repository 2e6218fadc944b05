/**
 * What one machine is at one moment. Every fact that was not understood is `'unknown'`, never `'off'`; the raw
 * text it came from is kept (capped) in `evidence`. `null` means "does not apply or is not set", which is known.
 * Times are milliseconds since 1970-01-01T00:00:00Z by the machine's clock.
 */
export type Unknown = 'unknown';

export type OsFamily = 'windows' | 'linux' | Unknown;

/** Teredo client types as `netsh interface teredo set state type=` names them. */
export type TeredoType =
  | 'disabled'
  | 'client'
  | 'enterpriseclient'
  | 'natawareclient'
  | 'server'
  | 'relay'
  | 'automatic'
  | 'default';

/** The State line of `show state`; every kind of probe is `probe`. */
export type TeredoState = 'offline' | 'dormant' | 'probe' | 'qualified';

export type TeredoRole = 'client' | 'host-specific-relay';

export type NatKind =
  | 'none'
  | 'cone'
  | 'restricted'
  | 'restricted-port'
  | 'symmetric-port'
  | 'symmetric-address'
  /** Mapped differently towards two server addresses; which of the two symmetric kinds was not told. */
  | 'symmetric';

export type TeredoErrorKind =
  | 'none'
  | 'primary-server-unreachable'
  | 'server-name-unresolved'
  | 'managed-network'
  | 'tunnel-adapter'
  | 'general-failure'
  | 'symmetric-nat'
  | Unknown;

/** Who decides a configured value. `disabled-components` is the registry value of that name. */
export type SetBy = 'group-policy' | 'local' | 'default' | 'disabled-components' | Unknown;

/** What one source says of Teredo, whether or not it rules. Null: it says nothing of that value. */
export interface SourceValues {
  type: TeredoType | null | Unknown;
  serverName: string | null | Unknown;
  refreshIntervalSeconds: number | null | Unknown;
  /** 0: that the system chooses. */
  clientPort: number | null | Unknown;
}

/** The words of the two sources that people write to. */
export interface TeredoSources {
  policy: SourceValues;
  /** netsh, PowerShell's PersistentStore, miredo.conf. */
  local: SourceValues;
}

/** What is written down on the machine, the winner of all sources. */
export interface ConfiguredTeredo {
  at: number;
  type: TeredoType | Unknown;
  typeSetBy: SetBy;
  /** Without a trailing dot; null when none is written down. */
  serverName: string | null | Unknown;
  serverNameSetBy: SetBy;
  refreshIntervalSeconds: number | null;
  /** null: the system chooses. */
  clientPort: number | null;
}

/** What the running client says of itself. */
export interface EffectiveTeredo {
  at: number;
  type: TeredoType | Unknown;
  state: TeredoState | Unknown;
  role: TeredoRole | null;
  network: 'managed' | 'unmanaged' | null;
  nat: NatKind | null;
  error: TeredoErrorKind | null;
  errorCode: number | null;
  /** `address:port`, as the client prints it. */
  localMapping: string | null;
  externalMapping: string | null;
  /** The Teredo address in use, RFC 5952 text; null when there is none. */
  address: string | null;
}

/** One router solicitation exchange of RFC 4380 section 5.2.1 with one server address. */
export interface SolicitationResult {
  serverAddress: string;
  answered: boolean;
  /** The origin indication: our address and port as that server saw them. */
  mapped: { address: string; port: number } | null;
  roundTripMs: number | null;
}

/** The agent's own measurement, made without the operating system's Teredo client. */
export interface TeredoProbe {
  serverName: string;
  /** False when the name gave no IPv4 address. */
  resolved: boolean;
  primary: SolicitationResult | null;
  secondary: SolicitationResult | null;
  /** Concluded from the two mappings; null when fewer than two answers came. */
  nat: NatKind | null;
}

/** A ping through the machine's own Teredo interface to a Teredo peer. */
export interface PeerPing {
  peer: string;
  sent: number;
  received: number;
}

export interface Reachability {
  at: number;
  /** `yes` only after a peer answered through Teredo; no log line and no address is enough. */
  verdict: 'yes' | 'no' | Unknown;
  probe: TeredoProbe | null;
  ping: PeerPing | null;
}

export interface FirewallFacts {
  at: number;
  on: boolean | Unknown;
  /** Whether UDP for Teredo may come in; null where the platform has no such notion. */
  teredoException: boolean | null | Unknown;
  /** The port the exception opens; null: none, or the keyword `Teredo`. */
  exceptionPort: number | null;
  edgeTraversal: boolean | null | Unknown;
  setBy: SetBy;
}

export interface ServiceFacts {
  /** `6to4` on XP and 2003, `iphlpsvc` from Vista on, `miredo` on Linux. */
  name: 'iphlpsvc' | '6to4' | 'miredo' | null;
  state: 'running' | 'stopped' | 'disabled' | 'missing' | Unknown;
}

/** What a console program printed, byte for byte, with the machine's OEM code page (registry value OEMCP). */
export interface PrintedBytes {
  codePage: number;
  /** One character a byte, U+0001 to U+00FF. */
  bytes: string;
}

/** Raw text that a fact was read from. `text` is capped at EVIDENCE_CAP characters by whoever collects it. */
export interface Evidence {
  source: string;
  text: string;
  truncated: boolean;
  /** Only where the machine's own tables lack characters of it, as of Japanese: the text has U+FFFD in their place. */
  printed?: PrintedBytes | undefined;
}

export const EVIDENCE_CAP = 4000;
/** Of a double byte code page that many bytes are as many characters of evidence at least. */
export const PRINTED_CAP = 2 * EVIDENCE_CAP;

export interface Observation {
  os: {
    family: OsFamily;
    /** For a reader: `Windows XP Professional SP3`, `Debian GNU/Linux 12`. */
    name: string;
    /** `5.1.2600`, `10.0.22631`, `12`. */
    version: string;
    servicePack: number | null;
    /** BCP 47 tag; null when not known. */
    displayLanguage: string | null;
  };
  elevated: boolean | Unknown;
  /** Member of an Active Directory domain: decides between `client` and `enterpriseclient`. */
  domainJoined: boolean | Unknown;
  ipv6: {
    installed: boolean | Unknown;
    /** The registry value, 0 when absent; null where there is none (XP, Linux). */
    disabledComponents: number | null | Unknown;
    /** A global address that is neither Teredo nor 6to4; null when there is none. */
    nativeGlobalAddress: string | null | Unknown;
  };
  configured: ConfiguredTeredo;
  /** Null: the agent didn't tell the sources apart. */
  sources: TeredoSources | null;
  effective: EffectiveTeredo;
  reachable: Reachability;
  firewall: FirewallFacts;
  service: ServiceFacts;
  evidence: Evidence[];
}
