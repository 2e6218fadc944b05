import type { ByteReader } from './byte-source';

/** Numbers of tables (ECMA-335, II.22), as far as they are asked for. */
export const TABLE = { typeRef: 0x01, typeDef: 0x02, memberRef: 0x0a, moduleRef: 0x1a, implMap: 0x1c };

/**
 * The columns of each table up to ImplMap: a number is so many bytes; S, G and B are places in the heaps of strings, GUIDs
 * and blobs; `t6` is a row of table 6; any other word is one of several tables, below.
 */
const COLUMNS: (number | string)[][] = [
  [2, 'S', 'G', 'G', 'G'],
  ['resolution', 'S', 'S'],
  [4, 'S', 'S', 'type', 't4', 't6'],
  ['t4'],
  [2, 'S', 'B'],
  ['t6'],
  [4, 2, 2, 'S', 'B', 't8'],
  ['t8'],
  [2, 2, 'S'],
  ['t2', 'type'],
  ['parent', 'S', 'B'],
  [2, 'constant', 'B'],
  ['attribute', 'attributeType', 'B'],
  ['marshal', 'B'],
  [2, 'security', 'B'],
  [2, 4, 't2'],
  [4, 't4'],
  ['B'],
  ['t2', 't20'],
  ['t20'],
  [2, 'S', 'type'],
  ['t2', 't23'],
  ['t23'],
  [2, 'S', 'B'],
  [2, 't6', 'semantics'],
  ['t2', 'method', 'method'],
  ['S'],
  ['B'],
  [2, 'forwarded', 'S', 't26'],
];

/** What a column can lead to, and how many of its bits say to which. */
const CHOICES: { [name: string]: { bits: number; tables: number[] } } = {
  resolution: { bits: 2, tables: [0x00, 0x1a, 0x23, 0x01] },
  type: { bits: 2, tables: [0x02, 0x01, 0x1b] },
  parent: { bits: 3, tables: [0x02, 0x01, 0x1a, 0x06, 0x1b] },
  constant: { bits: 2, tables: [0x04, 0x08, 0x17] },
  attribute: {
    bits: 5,
    tables: [
      0x06, 0x04, 0x01, 0x02, 0x08, 0x09, 0x0a, 0x00, 0x0e, 0x17, 0x14, 0x11, 0x1a, 0x1b, 0x20, 0x23, 0x26,
      0x27, 0x28, 0x2a, 0x2c, 0x2b,
    ],
  },
  attributeType: { bits: 3, tables: [0x06, 0x0a] },
  marshal: { bits: 1, tables: [0x04, 0x08] },
  security: { bits: 2, tables: [0x02, 0x06, 0x20] },
  semantics: { bits: 1, tables: [0x14, 0x17] },
  method: { bits: 1, tables: [0x06, 0x0a] },
  forwarded: { bits: 1, tables: [0x04, 0x06] },
};

const TABLES = 64;

/** One table of a .NET assembly's metadata. */
export interface MetadataTable {
  rows: number;
  /** The number in a row (from 1) and a column (from 0), as it stands there; null: the file ends before. */
  cell(row: number, column: number): number | null;
}

export type MetadataTables = (table: number) => MetadataTable;

/** Rows of every table, from the header of the stream; null: the file ends before. */
function readCounts(reader: ByteReader, at: number): { counts: number[]; end: number } | null {
  const counts: number[] = [];
  let end = at + 24;
  for (let table = 0; table < TABLES; table += 1) {
    const mask = reader.u32(at + 8 + (table < 32 ? 0 : 4));
    if (mask === null) return null;
    const isThere = Math.floor(mask / 2 ** (table % 32)) % 2 === 1;
    const count = isThere ? reader.u32(end) : 0;
    if (count === null) return null;
    if (isThere) end += 4;
    counts.push(count);
  }
  return { counts: counts, end: end };
}

/** Bytes that a column takes. */
function widthOf(column: number | string, counts: readonly number[], heaps: number): number {
  if (typeof column === 'number') return column;
  if (column === 'S') return heaps % 2 === 1 ? 4 : 2;
  if (column === 'G') return Math.floor(heaps / 2) % 2 === 1 ? 4 : 2;
  if (column === 'B') return Math.floor(heaps / 4) % 2 === 1 ? 4 : 2;
  const choice = CHOICES[column] || { bits: 0, tables: [parseInt(column.substring(1), 10)] };
  let most = 0;
  for (let index = 0; index < choice.tables.length; index += 1)
    most = Math.max(most, counts[choice.tables[index] as number] as number);
  return most < 2 ** (16 - choice.bits) ? 2 : 4;
}

/** Reads where the tables of the stream `#~` lie, which begins at `at`; null: the file ends before its header does. */
export function readMetadataTables(reader: ByteReader, at: number): MetadataTables | null {
  const heaps = reader.u8(at + 6);
  const head = readCounts(reader, at);
  if (heaps === null || head === null) return null;
  const { counts } = head;
  const tables: MetadataTable[] = [];
  // Edit and continue keeps four bytes more before the tables.
  let start = head.end + (Math.floor(heaps / 0x40) % 2 === 1 ? 4 : 0);
  for (let table = 0; table < COLUMNS.length; table += 1) {
    const offsets: number[] = [0];
    const columns = COLUMNS[table] as (number | string)[];
    for (let index = 0; index < columns.length; index += 1)
      offsets.push((offsets[index] as number) + widthOf(columns[index] as number | string, counts, heaps));
    const size = offsets[columns.length] as number;
    tables.push(tableAt(reader, start, counts[table] as number, offsets));
    start += size * (counts[table] as number);
  }
  return (table) => tables[table] as MetadataTable;
}

function tableAt(reader: ByteReader, start: number, rows: number, offsets: readonly number[]): MetadataTable {
  const size = offsets[offsets.length - 1] as number;
  return {
    rows: rows,
    cell(row, column) {
      const from = offsets[column] as number;
      const at = start + (row - 1) * size + from;
      return (offsets[column + 1] as number) - from === 2 ? reader.u16(at) : reader.u32(at);
    },
  };
}
