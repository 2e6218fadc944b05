import type { AddressKind } from '../address-kind';
import type { Unknown } from '../observation';

export interface LinkAddress {
  /** RFC 5952 text without a zone, or dotted decimal. */
  address: string;
  prefixLength: number | null;
  kind: AddressKind | 'ipv4';
}

/** A network interface of Linux or BSD. */
export interface Link {
  name: string;
  up: boolean | Unknown;
  /** 1280 once Miredo has configured it; 1500 when it never did. Null when not told. */
  mtu: number | null;
  addresses: LinkAddress[];
}

/** What `ip addr`, `ip -o addr`, `ip -j addr` or `ifconfig` said. */
export interface LinksReading {
  readable: boolean;
  links: Link[];
  /** Every Teredo address, in order; several at once are stale but for one. */
  teredoAddresses: string[];
  nativeGlobalAddress: string | null;
}

/** A route of `ip -6 route`. */
export interface LinkRoute {
  /** `default` is ::/0. */
  prefix: string;
  device: string | null;
  gateway: string | null;
  metric: number | null;
}

export interface LinkRoutesReading {
  readable: boolean;
  routes: LinkRoute[];
  hasDefaultRoute: boolean;
  hasTeredoRoute: boolean;
}
