/** What a made assembly names of others; rows count from 1. */
export interface MadeAssembly {
  /** Namespace and name. */
  types: [string, string][];
  /** Row of the type, name. */
  members: [number, string][];
  libraries: string[];
  /** Row of the library, name. */
  natives: [number, string][];
  /** Code behind the metadata. */
  code: Uint8Array;
  /** How many sections lie over the one range of the file. */
  sections: number;
}

const HEADER = 0x80;
const OPTIONAL = HEADER + 24;
const DIRECTORIES = OPTIONAL + 96;
const SECTIONS = DIRECTORIES + 16 * 8;
const OFFSET = 0x2000;
const ADDRESS = 0x2000;
/** Of the metadata behind the header of .NET. */
const ROOT = 0x48;
const VERSION = 'v2.0.50727\0\0';

const littleEndian = (value: number, width: number) =>
  Array.from({ length: width }, (_, place) => Math.floor(value / 256 ** place) % 256);
const u16 = (value: number) => littleEndian(value, 2);
const u32 = (value: number) => littleEndian(value, 4);
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const isWide = (rows: number, bits: number) => rows >= 2 ** (16 - bits);

/** A heap of strings, each in it once. */
function heapOf() {
  const bytes = [0];
  const places = new Map<string, number>([['', 0]]);
  return {
    bytes,
    place(text: string): number {
      const known = places.get(text);
      if (known !== undefined) return known;
      const place = bytes.length;
      places.set(text, place);
      for (const letter of letters(text)) bytes.push(letter);
      bytes.push(0);
      return place;
    },
  };
}

/** The stream of tables, by ECMA-335, II.24.2.6, with places in the heap of strings of four bytes. */
function tablesOf(
  { types, members, libraries, natives }: MadeAssembly,
  place: (text: string) => number,
): number[] {
  const scope = isWide(Math.max(types.length, libraries.length), 2) ? u32 : u16;
  const parent = isWide(Math.max(types.length, libraries.length), 3) ? u32 : u16;
  const module = isWide(libraries.length, 0) ? u32 : u16;
  const rows: [number, number[][]][] = [
    [0x01, types.map(([space, name]) => [...scope(2), ...u32(place(name)), ...u32(place(space))])],
    [0x0a, members.map(([type, name]) => [...parent(type * 8 + 1), ...u32(place(name)), ...u16(0)])],
    [0x1a, libraries.map((name) => u32(place(name)))],
    [0x1c, natives.map(([row, name]) => [...u16(0), ...u16(1), ...u32(place(name)), ...module(row)])],
  ];
  const mask = rows.reduce((sum, [table]) => sum + 2 ** table, 0);
  const counts = rows.flatMap(([, all]) => u32(all.length));
  const head = [...u32(0), 2, 0, 1, 1, ...u32(mask), ...u32(0), ...u32(0), ...u32(0), ...counts];
  return rows.reduce((bytes, [, all]) => bytes.concat(all.flat()), head);
}

function metadataOf(about: MadeAssembly): number[] {
  const heap = heapOf();
  const tables = tablesOf(about, heap.place);
  const head = 16 + VERSION.length + 4 + 12 + 20;
  const strings = head + tables.length;
  return [
    ...[...letters('BSJB'), ...u16(1), ...u16(1), ...u32(0), ...u32(VERSION.length), ...letters(VERSION)],
    ...[...u16(0), ...u16(2), ...u32(head), ...u32(tables.length), ...letters('#~\0\0')],
    ...[...u32(strings), ...u32(heap.bytes.length), ...letters('#Strings\0\0\0\0')],
  ].concat(tables, heap.bytes);
}

const NOTHING: MadeAssembly = {
  types: [],
  members: [],
  libraries: [],
  natives: [],
  code: new Uint8Array(),
  sections: 1,
};

/** A .NET assembly with these rows and nothing else, laid out by Microsoft's "PE Format" and ECMA-335. */
export function assemblyOf(about: Partial<MadeAssembly>): Uint8Array {
  const whole = { ...NOTHING, ...about };
  const metadata = metadataOf(whole);
  const size = ROOT + metadata.length + whole.code.length;
  const bytes = new Uint8Array(OFFSET + size);
  const put = (at: number, values: ArrayLike<number>) => bytes.set(values, at);
  put(0, letters('MZ'));
  put(0x3c, u32(HEADER));
  put(HEADER, [...letters('PE\0\0'), ...u16(0x14c), ...u16(whole.sections)]);
  put(HEADER + 20, u16(SECTIONS - OPTIONAL));
  put(OPTIONAL, u16(0x10b));
  put(OPTIONAL + 60, u32(OFFSET));
  put(DIRECTORIES - 4, u32(16));
  put(DIRECTORIES + 14 * 8, [...u32(ADDRESS), ...u32(ROOT)]);
  for (let index = 0; index < whole.sections; index += 1) {
    const at = SECTIONS + index * 40;
    put(at, letters('.text'));
    put(at + 8, [...u32(size), ...u32(ADDRESS), ...u32(size), ...u32(OFFSET)]);
    put(at + 36, u32(0x6000_0020));
  }
  put(OFFSET, [...u32(ROOT), ...u16(2), ...u16(5), ...u32(ADDRESS + ROOT), ...u32(metadata.length)]);
  put(OFFSET + ROOT, metadata);
  put(OFFSET + ROOT + metadata.length, whole.code);
  return bytes;
}
