import type { AddressKind } from '../address-kind';
import type { Unknown } from '../observation';

/** A row of `netsh interface ipv6 show interfaces`. */
export interface NetshInterface {
  index: number;
  metric: number | null;
  mtu: number | null;
  connected: boolean | Unknown;
  name: string;
}

export interface NetshInterfacesReading {
  readable: boolean;
  interfaces: NetshInterface[];
}

/** A row of `netsh interface ipv6 show addresses`. */
export interface NetshAddress {
  address: string;
  zone: string | null;
  kind: AddressKind;
  interfaceIndex: number | null;
  interfaceName: string | null;
  /** The first two columns as printed (`Public`, `Preferred`); null when that column isn't there. */
  typeText: string | null;
  stateText: string | null;
  state: 'preferred' | 'deprecated' | 'tentative' | 'duplicate' | Unknown;
}

export interface NetshAddressesReading {
  readable: boolean;
  addresses: NetshAddress[];
  teredoAddresses: string[];
  nativeGlobalAddress: string | null;
}

/** A row of `netsh interface ipv6 show route`. */
export interface NetshRoute {
  /** RFC 5952 text and length: `::/0`, `2001::/32`. */
  prefix: string;
  metric: number | null;
  interfaceIndex: number | null;
  /** The last column: a gateway's address, or the interface's name. */
  gateway: string | null;
  interfaceName: string | null;
}

export interface NetshRoutesReading {
  readable: boolean;
  routes: NetshRoute[];
  /** Whether there is a route to ::/0. */
  hasDefaultRoute: boolean;
  /** Whether there is one to 2001::/32 (or XP's 3ffe:831f::/32). */
  hasTeredoRoute: boolean;
}
