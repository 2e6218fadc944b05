import { isNativeGlobalAddress } from '../address-kind';
import { formatIPv6, parseIPv6 } from '../ipv6';
import { decodeTeredoAddress } from '../teredo-address';

/** A Teredo address found on an interface, whatever the interface is called. */
export interface InterfaceTeredoAddress {
  interfaceName: string;
  /** RFC 5952 text. */
  address: string;
  /** 1280 once Miredo has configured the interface; null when not told. */
  mtu: number | null;
  up: boolean;
}

/** What `ip -j -6 addr` said. */
export interface IpAddressReading {
  /** False when the text isn't the JSON array that iproute2 prints. */
  readable: boolean;
  teredo: InterfaceTeredoAddress[];
  /** The first global unicast address that is neither Teredo nor 6to4 (RFC 3056); null when there is none. */
  nativeGlobalAddress: string | null;
  interfaceNames: string[];
}

type JsonObject = { [key: string]: unknown };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function parseArray(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function addressTextsOf(link: JsonObject): string[] {
  const texts: string[] = [];
  const entries: unknown = link.addr_info;
  if (!Array.isArray(entries)) return texts;
  for (const entry of entries as unknown[]) {
    if (isObject(entry) && typeof entry.local === 'string') texts.push(entry.local);
  }
  return texts;
}

function isUp(link: JsonObject): boolean {
  const flags: unknown = link.flags;
  return Array.isArray(flags) && flags.indexOf('UP') !== -1;
}

function readLink(link: JsonObject, reading: IpAddressReading): void {
  const name = link.ifname;
  if (typeof name !== 'string') return;
  reading.interfaceNames.push(name);
  const mtu = link.mtu;
  for (const text of addressTextsOf(link)) {
    const teredo = decodeTeredoAddress(text);
    if (teredo !== null) {
      const up = isUp(link);
      reading.teredo.push({
        interfaceName: name,
        address: teredo.address,
        mtu: typeof mtu === 'number' ? mtu : null,
        up,
      });
    } else if (reading.nativeGlobalAddress === null && isNativeGlobalAddress(text)) {
      reading.nativeGlobalAddress = formatIPv6((parseIPv6(text) ?? { groups: [] }).groups);
    }
  }
}

/** Reads `ip -j -6 addr` of iproute2 (empty objects, which older versions print, are skipped). Never throws. */
export function readIpJson(text: string): IpAddressReading {
  const links = parseArray(text);
  const reading: IpAddressReading = {
    readable: links !== null,
    teredo: [],
    nativeGlobalAddress: null,
    interfaceNames: [],
  };
  for (const link of links ?? []) if (isObject(link)) readLink(link, reading);
  return reading;
}
