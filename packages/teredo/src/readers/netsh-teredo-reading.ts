import type { NatKind, TeredoErrorKind, TeredoRole, TeredoState, TeredoType, Unknown } from '../observation';
import type { NotUnderstood } from './not-understood';

/**
 * The facts of one `show state`, with the names and values that captures are described by. Null: the output doesn't
 * say. `state` is null when there is no State line: the service doesn't answer or the reader wasn't elevated, which is
 * not the same as off.
 */
export interface NetshTeredoFacts {
  type: TeredoType | Unknown;
  typeByPolicy: boolean | Unknown;
  /** Without the trailing dot. */
  serverName: string | null;
  serverNameByPolicy: boolean | Unknown;
  refreshIntervalSeconds: number | null;
  /** Null: unspecified or default, so the system chooses. */
  clientPort: number | null;
  /** Every kind of probe is `probe`. */
  state: TeredoState | Unknown | null;
  role: TeredoRole | null;
  network: 'managed' | 'unmanaged' | null;
  nat: NatKind | null;
  error: TeredoErrorKind | null;
  errorCode: number | null;
  /** `address:port`; null when absent or masked by whoever copied the output. */
  localMapping: string | null;
  externalMapping: string | null;
}

/** What the NAT was found to do; the answers are words that are translated. */
export interface NatBehaviour {
  upnp: boolean | Unknown;
  portPreserving: boolean | Unknown;
}

/** What `netsh interface teredo show state` (XP: `netsh interface ipv6 show teredo`) said. */
export interface NetshTeredoReading extends Omit<NetshTeredoFacts, 'serverName'> {
  /** False when the text holds no such output; nothing else in it is then to be trusted. */
  readable: boolean;
  serverName: string | null | Unknown;
  /** Whether a dot stands behind the name, as behind those that Windows has by itself; null: no output of netsh told. */
  serverNameDotted: boolean | null;
  refreshIntervalByPolicy: boolean | Unknown;
  /** Null: no line of the port was printed. */
  clientPortByPolicy: boolean | Unknown | null;
  /** The State value as printed (`probe (secondary server)`); null without a State line. */
  stateText: string | null;
  /** The Error value as printed; null without an Error line. */
  errorText: string | null;
  natBehaviour: NatBehaviour | null;
  notUnderstood: NotUnderstood[];
}

/** A reading of nothing. */
export function emptyNetshReading(): NetshTeredoReading {
  return {
    readable: false,
    type: 'unknown',
    typeByPolicy: 'unknown',
    serverName: 'unknown',
    serverNameDotted: null,
    serverNameByPolicy: 'unknown',
    refreshIntervalSeconds: null,
    refreshIntervalByPolicy: 'unknown',
    clientPort: null,
    clientPortByPolicy: null,
    state: null,
    stateText: null,
    role: null,
    network: null,
    nat: null,
    natBehaviour: null,
    error: null,
    errorText: null,
    errorCode: null,
    localMapping: null,
    externalMapping: null,
    notUnderstood: [],
  };
}
