import type { AddressKind } from '../address-kind';
import type { Unknown } from '../observation';

/** What ipconfig prints behind an address in parentheses; the words are translated. */
export type AddressMark = 'preferred' | 'deprecated' | 'tentative' | 'duplicate' | Unknown;

export interface IpconfigAddress {
  /** RFC 5952 text without a zone, or dotted decimal. */
  address: string;
  zone: string | null;
  kind: AddressKind | 'ipv4';
  /** Null without a mark; `unknown` when its word isn't known, which is then in `markText`. */
  mark: AddressMark | null;
  markText: string | null;
}

/** One adapter's paragraph. */
export interface IpconfigAdapter {
  /** The heading as printed, without its colon (`Tunneladapter Teredo Tunneling Pseudo-Interface`). */
  title: string;
  /** The adapter's own addresses; gateways and servers are not among them. */
  addresses: IpconfigAddress[];
  /** Upper case with hyphens; null when not printed. */
  physicalAddress: string | null;
  /** `disconnected` when there is a row of text before any other and no address. */
  media: 'connected' | 'disconnected' | Unknown;
  /** By address, XP's link-local forms, or the untranslated name of the driver. */
  isTeredo: boolean;
}

/** What `ipconfig` or `ipconfig /all` said, in any language. */
export interface IpconfigReading {
  /** False when the text holds neither an address nor an adapter's paragraph. */
  readable: boolean;
  adapters: IpconfigAdapter[];
  /** RFC 5952 text, each once. */
  teredoAddresses: string[];
  /** The first global address that is no tunnel's; null when there is none. */
  nativeGlobalAddress: string | null;
  sixToFourAddresses: string[];
  isatapAddresses: string[];
  /**
   * XP's sign: a physical address of FF-FF-FF-FF-FF-FF-FF-FF is a client that is not qualified; a qualified one has the
   * last 64 bits of its Teredo address there. Null without such a row, as from Vista on.
   */
  qualifiedSign: boolean | null;
}
