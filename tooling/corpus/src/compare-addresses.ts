import { explain, type TeredoAddressFacts } from '@teredo-fleet/teredo';
import { type Difference, showValue } from './difference';
import { isSameValue } from './same-value';

/** Addresses and their parts, as somebody wrote them down; null where a text is no such list. */
export function readAddressList(text: string): TeredoAddressFacts[] | null {
  try {
    const rows: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (Object.prototype.toString.call(rows) !== '[object Array]') return null;
    const known = rows as (Partial<TeredoAddressFacts> | null)[];
    const areAddresses = known.every((row) => row !== null && typeof row.address === 'string');
    return areAddresses ? (known as TeredoAddressFacts[]) : null;
  } catch (_error) {
    return null;
  }
}

function partsOf(address: string): Record<string, unknown> {
  return { ...explain([{ source: null, text: address }], 0).addresses[0]?.parts };
}

/** Says where `explain` takes an address apart otherwise than is written down. */
export function compareAddresses(rows: TeredoAddressFacts[]): Difference[] {
  const found: Difference[] = [];
  for (const row of rows) {
    const read = partsOf(row.address);
    const expected = row as unknown as Record<string, unknown>;
    for (const key of Object.keys(expected)) {
      if (isSameValue(expected[key], read[key])) continue;
      found.push({
        key: `${row.address} ${key}`,
        expected: JSON.stringify(expected[key]),
        read: key in read ? showValue(read[key]) : 'nothing',
      });
    }
  }
  return found;
}
