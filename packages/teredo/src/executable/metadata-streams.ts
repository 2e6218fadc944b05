import type { ByteReader } from './byte-source';
import { type MetadataTables, readMetadataTables } from './metadata-tables';
import { offsetOf, type PeHeaders } from './read-headers';

const METADATA = 0x424a_5342;
const MOST_STREAMS = 32;

/** Of a .NET assembly's metadata, what is read here. */
export interface MetadataStreams {
  tables: MetadataTables;
  /** Where the heap of strings begins in the file. */
  strings: number;
}

/** Names of streams end with zeros, to a multiple of four. */
const paddedLength = (name: string): number => (Math.floor(name.length / 4) + 1) * 4;

/** Null: the metadata is damaged, or not there. */
export function readMetadataStreams(reader: ByteReader, headers: PeHeaders): MetadataStreams | null {
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
