import { type ByteReader, type ByteSource, readerOf } from './byte-source';
import { findProtectionLevelCall, MOST_CODE, type ProtectionLevelCall } from './find-protection-level';
import {
  type ExecutableMachine,
  type FileKind,
  type PeHeaders,
  readKind,
  readPeHeaders,
  type Section,
} from './read-headers';
import { type ImportedLibrary, readImports } from './read-imports';
import { type ManagedFacts, readManaged } from './read-managed';
import { isSocketLibrary, nameOfOrdinal, type SocketFunction, socketFunctionKind } from './winsock-functions';

/** What a program file says of itself, before anybody judges it. */
export interface ExecutableFacts {
  kind: FileKind;
  /** Null: no PE file, or its headers can't be read. */
  machine: ExecutableMachine | null;
  /** A .NET assembly: what it calls is in its metadata, and what it imports is only what starts it. */
  isManaged: boolean;
  /** Libraries in the order in which they stand; those whose functions a .NET assembly calls behind them. */
  libraries: string[];
  socketFunctions: SocketFunction[];
  /** Why not everything could be read; null: everything was. */
  gap: 'headers' | 'imports' | 'metadata' | 'packed' | 'cut-off' | null;
  protectionLevel: ProtectionLevelCall | null;
}

/** Sections that well-known packers make. */
const PACKED_SECTIONS = /^(UPX[0-9!]|\.aspack|\.adata|\.MPRESS[0-9]|\.petite|\.themida|\.vmp[0-9])/;

function isPacked({ sections }: PeHeaders): boolean {
  for (let index = 0; index < sections.length; index += 1)
    if (PACKED_SECTIONS.test((sections[index] as Section).name)) return true;
  return false;
}

/** Whether the file ends before its last section does. */
function isCutOff({ sections }: PeHeaders, size: number): boolean {
  for (let index = 0; index < sections.length; index += 1) {
    const section = sections[index] as Section;
    if (section.size > 0 && section.offset + section.size > size) return true;
  }
  return false;
}

function gapOf(
  headers: PeHeaders,
  size: number,
  isWhole: { imports: boolean; metadata: boolean },
): ExecutableFacts['gap'] {
  if (isPacked(headers)) return 'packed';
  if (isCutOff(headers, size)) return 'cut-off';
  if (!isWhole.metadata) return 'metadata';
  return isWhole.imports ? null : 'imports';
}

function functionsOf(libraries: readonly ImportedLibrary[]): SocketFunction[] {
  const found: SocketFunction[] = [];
  for (let index = 0; index < libraries.length; index += 1) {
    const { library, isDelayed, names, ordinals } = libraries[index] as ImportedLibrary;
    if (!isSocketLibrary(library)) continue;
    const add = (name: string, ordinal: number | null) =>
      found.push({
        name: name,
        library: library,
        kind: socketFunctionKind(name),
        isDelayed: isDelayed,
        ordinal: ordinal,
      });
    for (let place = 0; place < names.length; place += 1) add(names[place] as string, null);
    for (let place = 0; place < ordinals.length; place += 1) {
      const ordinal = ordinals[place] as number;
      const name = nameOfOrdinal(library, ordinal);
      add(name === null ? `#${ordinal}` : name, ordinal);
    }
  }
  return found;
}

const NOTHING: ExecutableFacts = {
  kind: 'other',
  machine: null,
  isManaged: false,
  libraries: [],
  socketFunctions: [],
  gap: null,
  protectionLevel: null,
};

const UNMANAGED: ManagedFacts = { functions: [], natives: [], protectionLevel: null, isWhole: true };

function inspectPe(reader: ByteReader, mostCode: number): ExecutableFacts {
  const headers = readPeHeaders(reader);
  if (headers === null) return { ...NOTHING, kind: 'pe', gap: 'headers' };
  const imports = readImports(reader, headers);
  const managed = headers.clr === null ? UNMANAGED : readManaged(reader, headers, mostCode);
  const libraries = imports.libraries.concat(managed.natives);
  const names: string[] = [];
  for (let index = 0; index < libraries.length; index += 1)
    names.push((libraries[index] as ImportedLibrary).library);
  return {
    kind: 'pe',
    machine: headers.machine,
    isManaged: headers.clr !== null,
    libraries: names,
    socketFunctions: functionsOf(libraries).concat(managed.functions),
    gap: gapOf(headers, reader.size, { imports: imports.isWhole, metadata: managed.isWhole }),
    protectionLevel:
      headers.clr === null ? findProtectionLevelCall(reader, headers, mostCode) : managed.protectionLevel,
  };
}

/** How much work a file may make. */
export interface InspectionBounds {
  /** Of its code so many bytes are looked through. */
  mostCode: number;
  /** Called again and again while it is read; may throw, which ends it. */
  goOn(): void;
}

const USUAL: InspectionBounds = { mostCode: MOST_CODE, goOn: () => undefined };

/** Reads a program file as it lies there. Whatever the file holds, it ends and does not throw; what `read` and `goOn` throw it throws. */
export function inspectExecutable(source: ByteSource, bounds: InspectionBounds = USUAL): ExecutableFacts {
  const reader = readerOf(source, () => bounds.goOn());
  const kind = readKind(reader);
  return kind === 'pe' ? inspectPe(reader, bounds.mostCode) : { ...NOTHING, kind: kind };
}
