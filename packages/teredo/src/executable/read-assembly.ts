import type { ByteReader } from './byte-source';
import { type MetadataStreams, readMetadataStreams } from './metadata-streams';
import { type MetadataTable, TABLE } from './metadata-tables';
import type { PeHeaders } from './read-headers';

/** A member of another assembly's type that a .NET assembly names: a method, or a field. */
export interface MemberReference {
  /** With its namespace: `System.Net.Dns`; of a type within another one the name alone, behind a slash. */
  type: string;
  member: string;
}

/** A native library of which it calls functions (P/Invoke). */
export interface NativeLibrary {
  /** As it is written. */
  library: string;
  /** The functions, where the library matters. */
  names: string[];
}

/** What a .NET assembly takes from others, by its metadata (ECMA-335, II.22 to II.24). */
export interface AssemblyReferences {
  members: MemberReference[];
  natives: NativeLibrary[];
  /** False: the metadata is damaged, or there is more of it than is looked through or kept. What could be read is there. */
  isWhole: boolean;
}

/** Whose members and functions are kept; each name as it is written. */
export interface WhatMatters {
  type(name: string): boolean;
  library(name: string): boolean;
}

const MOST_ROWS = 100_000;
const MOST_NAME = 512;
/** Of all names together that are read, whether they are kept or not: more than the largest assemblies have. */
export const MOST_CHARACTERS = 8_000_000;
/** Members and native functions together. */
export const MOST_KEPT = 10_000;
export const MOST_LIBRARIES = 1_000;

/** The lowest bits of these columns say to which table they lead. */
const MEMBER_PARENT = 8;
const PARENT_TYPE_REF = 1;
const TYPE_SCOPE = 4;
const SCOPE_TYPE_REF = 3;

interface Reading {
  streams: MetadataStreams;
  reader: ByteReader;
  matters: WhatMatters;
  found: AssemblyReferences;
  /** Characters that may still be read, and names that may still be kept. */
  left: { characters: number; kept: number };
}

/** Names in other letters are nobody's who matters here, and empty; null: the file ends before, or there are too many. */
function nameOf(
  { reader, streams, left }: Reading,
  table: MetadataTable,
  row: number,
  column: number,
): string | null {
  const place = table.cell(row, column);
  if (place === null || left.characters <= 0) return null;
  const name = reader.name(streams.strings + place, MOST_NAME);
  left.characters -= name === null ? MOST_NAME : name.length + 1;
  return name === null ? '' : name;
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
function typesOf(reading: Reading): { [row: number]: string } {
  const table = reading.streams.tables(TABLE.typeRef);
  const rows = rowsOf(reading, table);
  const types: { [row: number]: string } = {};
  for (let row = 1; row <= rows; row += 1) {
    const type = typeOf(reading, table, row);
    if (type === null) {
      reading.found.isWhole = false;
      break;
    }
    if (reading.matters.type(type)) types[row] = type;
  }
  return types;
}

/** False: the table ends there, or nothing more is read or kept. */
function readMember(reading: Reading, types: { [row: number]: string }, row: number): boolean {
  const table = reading.streams.tables(TABLE.memberRef);
  const parent = table.cell(row, 0);
  if (parent === null) return false;
  const type =
    parent % MEMBER_PARENT === PARENT_TYPE_REF ? types[Math.floor(parent / MEMBER_PARENT)] : undefined;
  if (type === undefined) return true;
  const member = reading.left.kept > 0 ? nameOf(reading, table, row, 1) : null;
  if (member === null) return false;
  reading.left.kept -= 1;
  reading.found.members.push({ type: type, member: member });
  return true;
}

function readMembers(reading: Reading): void {
  const types = typesOf(reading);
  const rows = rowsOf(reading, reading.streams.tables(TABLE.memberRef));
  for (let row = 1; row <= rows; row += 1)
    if (!readMember(reading, types, row)) {
      reading.found.isWhole = false;
      return;
    }
}

/** The library of a row, read once; null: there is no such row, or there are too many. */
function libraryOf(
  reading: Reading,
  known: { [row: number]: NativeLibrary },
  row: number,
): NativeLibrary | null {
  const { natives } = reading.found;
  const modules = reading.streams.tables(TABLE.moduleRef);
  const before = known[row];
  if (before !== undefined) return before;
  if (row < 1 || row > modules.rows || natives.length >= MOST_LIBRARIES) return null;
  const name = nameOf(reading, modules, row, 0);
  if (name === null) return null;
  const library = { library: name, names: [] };
  known[row] = library;
  natives.push(library);
  return library;
}

/** False: the table ends there, or nothing more is read or kept. */
function readNative(reading: Reading, known: { [row: number]: NativeLibrary }, row: number): boolean {
  const table = reading.streams.tables(TABLE.implMap);
  const scope = table.cell(row, 3);
  const library = scope === null ? null : libraryOf(reading, known, scope);
  if (library === null) return false;
  if (!reading.matters.library(library.library)) return true;
  const name = reading.left.kept > 0 ? nameOf(reading, table, row, 2) : null;
  if (name === null) return false;
  reading.left.kept -= 1;
  library.names.push(name);
  return true;
}

function readNatives(reading: Reading): void {
  const known: { [row: number]: NativeLibrary } = {};
  const rows = rowsOf(reading, reading.streams.tables(TABLE.implMap));
  for (let row = 1; row <= rows; row += 1)
    if (!readNative(reading, known, row)) {
      reading.found.isWhole = false;
      return;
    }
}

/**
 * Reads which members of the types that matter, and which native functions, an assembly names. Ends, whatever the file holds,
 * and keeps no more than the limits above.
 */
export function readAssembly(
  reader: ByteReader,
  headers: PeHeaders,
  matters: WhatMatters,
): AssemblyReferences {
  const found: AssemblyReferences = { members: [], natives: [], isWhole: true };
  const streams = readMetadataStreams(reader, headers);
  if (streams === null) return { members: [], natives: [], isWhole: false };
  const left = { characters: MOST_CHARACTERS, kept: MOST_KEPT };
  const reading = { streams: streams, reader: reader, matters: matters, found: found, left: left };
  readMembers(reading);
  readNatives(reading);
  return found;
}
