import type { ByteReader } from './byte-source';
import { findProtectionLevelCall, type ProtectionLevelCall } from './find-protection-level';
import { isNetworkType, managedMemberKind } from './managed-members';
import { type MemberReference, type NativeImport, readAssembly } from './read-assembly';
import type { PeHeaders } from './read-headers';
import type { ImportedLibrary } from './read-imports';
import type { SocketFunction } from './winsock-functions';

/** What of a .NET assembly's metadata has to do with networks. */
export interface ManagedFacts {
  /** Each once, however many forms of it are called. */
  functions: SocketFunction[];
  /** Native libraries of which it calls functions, in lower case. */
  natives: ImportedLibrary[];
  protectionLevel: ProtectionLevelCall | null;
  isWhole: boolean;
}

/** As Windows looks for it: without a point it gets its ending. */
function libraryName(written: string): string {
  const name = written.toLowerCase();
  return name.indexOf('.') === -1 ? `${name}.dll` : name;
}

function byLibrary(natives: readonly NativeImport[]): ImportedLibrary[] {
  const libraries: ImportedLibrary[] = [];
  for (let index = 0; index < natives.length; index += 1) {
    const { library, name } = natives[index] as NativeImport;
    const wanted = libraryName(library);
    let found: ImportedLibrary | null = null;
    for (let place = 0; place < libraries.length; place += 1)
      if ((libraries[place] as ImportedLibrary).library === wanted)
        found = libraries[place] as ImportedLibrary;
    if (found === null) {
      found = { library: wanted, isDelayed: true, names: [], ordinals: [] };
      libraries.push(found);
    }
    found.names.push(name);
  }
  return libraries;
}

function isAmong(functions: readonly SocketFunction[], name: string): boolean {
  for (let index = 0; index < functions.length; index += 1)
    if ((functions[index] as SocketFunction).name === name) return true;
  return false;
}

export function readManaged(reader: ByteReader, headers: PeHeaders): ManagedFacts {
  const { members, natives, isWhole } = readAssembly(reader, headers, isNetworkType);
  const functions: SocketFunction[] = [];
  let level: ProtectionLevelCall | null = null;
  for (let index = 0; index < members.length; index += 1) {
    const { type, member } = members[index] as MemberReference;
    const kind = managedMemberKind(type, member);
    const name = `${type}.${member}`;
    if (kind === 'level') level = { member: name };
    else if (kind !== null && !isAmong(functions, name))
      functions.push({ name: name, library: '.NET', kind: kind, isDelayed: false, ordinal: null });
  }
  return {
    functions: functions,
    natives: byLibrary(natives),
    protectionLevel: level === null ? findProtectionLevelCall(reader, headers) : level,
    isWhole: isWhole,
  };
}
