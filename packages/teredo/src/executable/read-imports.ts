import type { ByteReader } from './byte-source';
import { offsetOf, type PeHeaders } from './read-headers';
import { libraryName } from './winsock-functions';

/** What a program takes from one library. */
export interface ImportedLibrary {
  /** In lower case and with its ending: `ws2_32.dll`. */
  library: string;
  /** Bound when it is first called, and not when the program starts. */
  isDelayed: boolean;
  names: string[];
  ordinals: number[];
}

export interface Imports {
  libraries: ImportedLibrary[];
  /** False: the tables lead out of the file, never end, or hold what is no name. What could be read is there. */
  isWhole: boolean;
}

const MOST_LIBRARIES = 1_000;
const MOST_FUNCTIONS = 20_000;
const MOST_NAME = 512;

interface Reading {
  reader: ByteReader;
  headers: PeHeaders;
  found: Imports;
  /** Functions read so far, of all libraries. */
  count: number;
}

function nameAt({ reader, headers }: Reading, address: number): string | null {
  const offset = offsetOf(headers, address);
  return offset === null ? null : reader.name(offset, MOST_NAME);
}

/** The names and ordinals of a table of imports, which ends with a zero. */
function readFunctions(reading: Reading, address: number, into: ImportedLibrary): void {
  const { reader, headers, found } = reading;
  const width = headers.isWide ? 8 : 4;
  for (let at = address; ; at += width) {
    const offset = offsetOf(headers, at);
    const low = offset === null ? null : reader.u32(offset);
    const high = offset === null ? null : reader.u32(offset + width - 4);
    reading.count += 1;
    if (low === null || high === null || reading.count > MOST_FUNCTIONS) {
      found.isWhole = false;
      return;
    }
    if (low === 0 && high === 0) return;
    if (high >= 0x8000_0000) into.ordinals.push(low % 0x1_0000);
    else {
      const name = nameAt(reading, low + 2);
      if (name === null || name === '') found.isWhole = false;
      else into.names.push(name);
    }
  }
}

/** One line of the table of libraries; null: the file ends before, or the table does. */
type Entry = { name: number; functions: number } | null;

function readTable(
  reading: Reading,
  start: number,
  size: number,
  isDelayed: boolean,
  entryAt: (offset: number) => Entry | 'end',
): void {
  const { headers, found } = reading;
  for (let index = 0; ; index += 1) {
    const offset = offsetOf(headers, start + index * size);
    const entry = offset === null || index >= MOST_LIBRARIES ? null : entryAt(offset);
    if (entry === 'end') return;
    const library = entry === null ? null : nameAt(reading, entry.name);
    if (entry === null || library === null || reading.count > MOST_FUNCTIONS) {
      found.isWhole = false;
      return;
    }
    const into = { library: libraryName(library), isDelayed: isDelayed, names: [], ordinals: [] };
    found.libraries.push(into);
    readFunctions(reading, entry.functions, into);
  }
}

/** Everything that a program imports, at its start and delayed. Never throws for what the file holds. */
export function readImports(reader: ByteReader, headers: PeHeaders): Imports {
  const found: Imports = { libraries: [], isWhole: true };
  const reading: Reading = { reader: reader, headers: headers, found: found, count: 0 };
  const { imports, delayedImports, imageBase } = headers;
  if (imports !== null)
    readTable(reading, imports.address, 20, false, (offset) => {
      const lookup = reader.u32(offset);
      const name = reader.u32(offset + 12);
      const bound = reader.u32(offset + 16);
      if (lookup === null || name === null || bound === null) return null;
      // Some linkers of old leave the first table out.
      return name === 0 ? 'end' : { name: name, functions: lookup === 0 ? bound : lookup };
    });
  if (delayedImports !== null)
    readTable(reading, delayedImports.address, 32, true, (offset) => {
      const flags = reader.u32(offset);
      const name = reader.u32(offset + 4);
      const names = reader.u32(offset + 16);
      if (flags === null || name === null || names === null) return null;
      if (name === 0) return 'end';
      // Before Visual C++ 7 they were addresses and not distances from the image's base.
      const base = flags % 2 === 1 ? 0 : imageBase;
      return { name: name - base, functions: names - base };
    });
  return found;
}
