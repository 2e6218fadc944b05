import { formatIPv6, parseIPv6 } from '../ipv6';
import { decodeTeredoAddress } from '../teredo-address';
import { isNativeGlobalAddress } from './ip-json';

/** What can be read from `ipconfig` (or `netsh ... show address`) without knowing its language. */
export interface IpconfigReading {
  teredoAddresses: string[];
  nativeGlobalAddress: string | null;
}

/** Finds addresses by prefix alone: labels are translated, wrapped and, on XP, the same for IPv4 and IPv6. */
export function readIpconfig(text: string): IpconfigReading {
  const reading: IpconfigReading = { teredoAddresses: [], nativeGlobalAddress: null };
  const candidates = text.match(/[0-9a-fA-F]{1,4}:[0-9a-fA-F:.]+/g) ?? [];
  for (const candidate of candidates) {
    const teredo = decodeTeredoAddress(candidate);
    if (teredo !== null) {
      if (reading.teredoAddresses.indexOf(teredo.address) === -1)
        reading.teredoAddresses.push(teredo.address);
    } else if (reading.nativeGlobalAddress === null && isNativeGlobalAddress(candidate)) {
      reading.nativeGlobalAddress = formatIPv6((parseIPv6(candidate) ?? { groups: [] }).groups);
    }
  }
  return reading;
}
