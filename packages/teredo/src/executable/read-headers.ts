import type { ByteReader } from './byte-source';

/** What a file is by its first bytes. Only `pe` is looked into. */
export type FileKind = 'empty' | 'pe' | 'dos' | 'windows-16' | 'linear' | 'elf' | 'other';

/** IMAGE_FILE_HEADER.Machine in words; `other` with anything else. */
export type ExecutableMachine = 'x86' | 'x64' | 'arm' | 'arm64' | 'ia64' | 'other';

export interface Section {
  name: string;
  /** Where it is loaded, and how much of it. */
  address: number;
  length: number;
  /** Where it lies in the file, and how much of it. */
  offset: number;
  size: number;
  isCode: boolean;
}

/** A place in memory as the headers give it; null: there is none. */
export type Place = { address: number; length: number } | null;

/** The headers of a PE file (Microsoft's "PE Format"). */
export interface PeHeaders {
  machine: ExecutableMachine;
  /** PE32+: addresses have eight bytes. */
  isWide: boolean;
  /** Preferred base, as far as its lower half goes: the old delayed imports count from it. */
  imageBase: number;
  headersSize: number;
  sections: Section[];
  imports: Place;
  delayedImports: Place;
  /** Of a .NET assembly. */
  clr: Place;
}

const MACHINES: { [code: number]: ExecutableMachine } = {
  332: 'x86',
  34404: 'x64',
  448: 'arm',
  452: 'arm',
  43620: 'arm64',
  512: 'ia64',
};

const MZ = 0x5a4d;
const PE = 0x4550;
const NE = 0x454e;
const LE = 0x454c;
const LX = 0x584c;
const ELF = 0x464c457f;
const PE32 = 0x10b;
const PE32_PLUS = 0x20b;
/** IMAGE_SCN_CNT_CODE, IMAGE_SCN_MEM_EXECUTE. */
const CODE = 0x20;
const EXECUTE = 0x2000_0000;
/** What Windows loads at most. */
const MOST_SECTIONS = 96;

/** Where the new headers begin; null: it has none, or the file ends before. */
function newHeaderOf(reader: ByteReader): number | null {
  const offset = reader.u32(0x3c);
  return offset === null || reader.u16(offset) === null ? null : offset;
}

export function readKind(reader: ByteReader): FileKind {
  if (reader.size === 0) return 'empty';
  if (reader.u32(0) === ELF) return 'elf';
  if (reader.u16(0) !== MZ) return 'other';
  const header = newHeaderOf(reader);
  if (header === null) return 'dos';
  switch (reader.u16(header)) {
    case PE:
      return reader.u16(header + 2) === 0 ? 'pe' : 'dos';
    case NE:
      return 'windows-16';
    case LE:
    case LX:
      return 'linear';
    default:
      return 'dos';
  }
}

/** Null: the file ends before. */
function readSections(reader: ByteReader, offset: number, count: number): Section[] | null {
  const sections: Section[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = offset + index * 40;
    const flags = reader.u32(at + 36);
    if (flags === null) return null;
    const number = (place: number) => reader.u32(at + place) as number;
    let name = '';
    for (let place = 0; place < 8; place += 1) {
      const byte = reader.u8(at + place) as number;
      if (byte === 0) break;
      if (byte >= 0x20 && byte <= 0x7e) name += String.fromCharCode(byte);
    }
    sections.push({
      name: name,
      address: number(12),
      length: number(8),
      offset: number(20),
      size: number(16),
      isCode: (flags & CODE) !== 0 || (flags & EXECUTE) !== 0,
    });
  }
  return sections;
}

/** Null: the file ends before its headers do, or they are of no kind that Windows loads. */
export function readPeHeaders(reader: ByteReader): PeHeaders | null {
  const header = newHeaderOf(reader);
  if (header === null) return null;
  const code = reader.u16(header + 4);
  const sectionCount = reader.u16(header + 6);
  const optionalSize = reader.u16(header + 20);
  const optional = header + 24;
  const magic = reader.u16(optional);
  if (code === null || sectionCount === null || optionalSize === null || sectionCount > MOST_SECTIONS)
    return null;
  if (magic !== PE32 && magic !== PE32_PLUS) return null;
  const isWide = magic === PE32_PLUS;
  const counted = reader.u32(optional + (isWide ? 108 : 92));
  const imageBase = reader.u32(optional + (isWide ? 24 : 28));
  const headersSize = reader.u32(optional + 60);
  if (counted === null || imageBase === null || headersSize === null) return null;
  const directories = optional + (isWide ? 112 : 96);
  function place(index: number): Place {
    const at = directories + index * 8;
    if (index >= (counted as number) || at + 8 > optional + (optionalSize as number)) return null;
    const address = reader.u32(at);
    const length = reader.u32(at + 4);
    return address === null || length === null || address === 0 ? null : { address: address, length: length };
  }
  const sections = readSections(reader, optional + optionalSize, sectionCount);
  // It lies behind them.
  if (sections === null) return null;
  return {
    machine: MACHINES[code] || 'other',
    isWide: isWide,
    imageBase: imageBase,
    headersSize: headersSize,
    sections: sections,
    imports: place(1),
    delayedImports: place(13),
    clr: place(14),
  };
}

/** Where in the file lies what is loaded there; null: nowhere. */
export function offsetOf(headers: PeHeaders, address: number): number | null {
  const { sections, headersSize } = headers;
  for (let index = 0; index < sections.length; index += 1) {
    const section = sections[index] as Section;
    const within = address - section.address;
    if (within >= 0 && within < section.size) return section.offset + within;
  }
  return address < headersSize ? address : null;
}
