import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { explain, type TeredoAddressFacts } from '@teredo-fleet/teredo';
import type { Difference } from './compare-capture';

/** Addresses and their parts, as somebody wrote them down; null where a file is no such list. */
export function readAddressList(path: string): TeredoAddressFacts[] | null {
  try {
    const rows: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
    if (!Array.isArray(rows)) return null;
    const known = rows as Partial<TeredoAddressFacts>[];
    return known.every((row) => typeof row?.address === 'string') ? (known as TeredoAddressFacts[]) : null;
  } catch {
    return null;
  }
}

function partsOf(address: string): Record<string, unknown> {
  return { ...explain([{ source: null, text: address }], 0).addresses[0]?.parts };
}

/** Says where `explain` takes an address apart otherwise than is written down. */
export function compareAddresses(rows: TeredoAddressFacts[]): Difference[] {
  return rows.flatMap((row) => {
    const read = partsOf(row.address);
    return Object.entries(row)
      .filter(([key, value]) => !isDeepStrictEqual(value, read[key]))
      .map(([key, value]) => ({
        key: `${row.address} ${key}`,
        expected: JSON.stringify(value),
        read: key in read ? JSON.stringify(read[key]) : 'nothing',
      }));
  });
}
