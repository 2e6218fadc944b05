import type { ByteReader } from './byte-source';
import { type MetadataTable, type MetadataTables, readMetadataTables, TABLE } from './metadata-tables';
import { offsetOf, type PeHeaders } from './read-headers';

/** A member of another assembly's type that a .NET assembly names: a method, or a field. */
export interface MemberReference {
  /** With its namespace: `System.Net.Dns`; of a type within another one the name alone, behind a slash. */
  type: string;
  member: string;
}

/** A function of a native library that it calls (P/Invoke). */
export interface NativeImport {
  /** As it is written. */
  library: string;
  name: string;
}

/** What a .NET assembly takes from others, by its metadata (ECMA-335, II.22 to II.24). */
export interface AssemblyReferences {
  members: MemberReference[];
  natives: NativeImport[];
  /** False: the metadata is damaged, or there is more of it than is looked through. What could be read is there. */
  isWhole: boolean;
}

const METADATA = 0x424a_5342;
const MOST_STREAMS = 32;
const MOST_ROWS = 100_000;
const MOST_NAME = 512;

/** The lowest bits of these columns say to which table they lead. */
const MEMBER_PARENT = 8;
const PARENT_TYPE_REF = 1;
const TYPE_SCOPE = 4;
const SCOPE_TYPE_REF = 3;

interface Streams {
  tables: MetadataTables;
  /** Where the heap of strings begins in the file. */
  strings: number;
}

/** Names of streams end with zeros, to a multiple of four. */
const paddedLength = (name: string): number => (Math.floor(name.length / 4) + 1) * 4;

function readStreams(reader: ByteReader, headers: PeHeaders): Streams | null {
  const header = headers.clr === null ? null : offsetOf(headers, headers.clr.address);
  const address = header === null ? null : reader.u32(header + 8);
  const root = address === null ? null : offsetOf(headers, address);
  if (root === null || reader.u32(root) !== METADATA) return null;
  const version = reader.u32(root + 12);
  const count = version === null ? null : reader.u16(root + 18 + version);
  if (version === null || count === null || count > MOST_STREAMS) return null;
  const starts: { [name: string]: number } = {};
  let at = root + 20 + version;
  for (let index = 0; index < count; index += 1) {
    const offset = reader.u32(at);
    const name = reader.name(at + 8, 32);
    if (offset === null || name === null) return null;
    starts[name] = root + offset;
    at += 8 + paddedLength(name);
  }
  const tables = starts['#~'] === undefined ? starts['#-'] : starts['#~'];
  const strings = starts['#Strings'];
  const read = tables === undefined ? null : readMetadataTables(reader, tables);
  return read === null || strings === undefined ? null : { tables: read, strings: strings };
}

interface Reading {
  streams: Streams;
  reader: ByteReader;
  found: AssemblyReferences;
}

/** Names in other letters are nobody's who matters here, and empty; null: the file ends before. */
function nameOf(
  { reader, streams }: Reading,
  table: MetadataTable,
  row: number,
  column: number,
): string | null {
  const place = table.cell(row, column);
  return place === null ? null : reader.name(streams.strings + place, MOST_NAME) || '';
}

/** Rows that are looked through. */
function rowsOf({ found }: Reading, table: MetadataTable): number {
  if (table.rows > MOST_ROWS) found.isWhole = false;
  return Math.min(table.rows, MOST_ROWS);
}

function typeOf(reading: Reading, table: MetadataTable, row: number): string | null {
  const scope = table.cell(row, 0);
  const [space, name] = [nameOf(reading, table, row, 2), nameOf(reading, table, row, 1)];
  if (scope === null || space === null || name === null) return null;
  if (scope % TYPE_SCOPE === SCOPE_TYPE_REF) return `/${name}`;
  return space === '' ? name : `${space}.${name}`;
}

/** The types of others that matter, by their rows. */
function typesOf(reading: Reading, matters: (type: string) => boolean): { [row: number]: string } {
  const table = reading.streams.tables(TABLE.typeRef);
  const rows = rowsOf(reading, table);
  const types: { [row: number]: string } = {};
  for (let row = 1; row <= rows; row += 1) {
    const type = typeOf(reading, table, row);
    if (type === null) {
      reading.found.isWhole = false;
      break;
    }
    if (matters(type)) types[row] = type;
  }
  return types;
}

function readMembers(reading: Reading, matters: (type: string) => boolean): void {
  const types = typesOf(reading, matters);
  const table = reading.streams.tables(TABLE.memberRef);
  const rows = rowsOf(reading, table);
  for (let row = 1; row <= rows; row += 1) {
    const parent = table.cell(row, 0);
    if (parent === null) {
      reading.found.isWhole = false;
      return;
    }
    if (parent % MEMBER_PARENT !== PARENT_TYPE_REF) continue;
    const type = types[Math.floor(parent / MEMBER_PARENT)];
    const member = type === undefined ? null : nameOf(reading, table, row, 1);
    if (type !== undefined && member !== null) reading.found.members.push({ type: type, member: member });
  }
}

function readNatives(reading: Reading): void {
  const { streams, found } = reading;
  const table = streams.tables(TABLE.implMap);
  const modules = streams.tables(TABLE.moduleRef);
  const rows = rowsOf(reading, table);
  for (let row = 1; row <= rows; row += 1) {
    const scope = table.cell(row, 3);
    if (scope === null || scope < 1 || scope > modules.rows) {
      found.isWhole = false;
      return;
    }
    const [library, name] = [nameOf(reading, modules, scope, 0), nameOf(reading, table, row, 2)];
    if (library !== null && name !== null) found.natives.push({ library: library, name: name });
  }
}

/** Reads which members of the types that matter, and which native functions, an assembly names. Ends, whatever the file holds. */
export function readAssembly(
  reader: ByteReader,
  headers: PeHeaders,
  matters: (type: string) => boolean,
): AssemblyReferences {
  const found: AssemblyReferences = { members: [], natives: [], isWhole: true };
  const streams = readStreams(reader, headers);
  if (streams === null) return { members: [], natives: [], isWhole: false };
  const reading = { streams: streams, reader: reader, found: found };
  readMembers(reading, matters);
  readNatives(reading);
  return found;
}
