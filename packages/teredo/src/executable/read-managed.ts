import type { ByteReader } from './byte-source';
import { findProtectionLevelCall, type ProtectionLevelCall } from './find-protection-level';
import { isNetworkType, managedMemberKind } from './managed-members';
import { type MemberReference, type NativeLibrary, readAssembly, type WhatMatters } from './read-assembly';
import type { PeHeaders } from './read-headers';
import type { ImportedLibrary } from './read-imports';
import { isSocketLibrary, libraryName, type SocketFunction } from './winsock-functions';

/** What of a .NET assembly's metadata has to do with networks. */
export interface ManagedFacts {
  /** Each once, however many forms of it are called. */
  functions: SocketFunction[];
  /** Native libraries of which it calls functions, in lower case. */
  natives: ImportedLibrary[];
  protectionLevel: ProtectionLevelCall | null;
  isWhole: boolean;
}

/** What every object has of its own kind was not met before. */
const owns = Object.prototype.hasOwnProperty;

/** Each library once, however it is written. */
function byLibrary(natives: readonly NativeLibrary[]): ImportedLibrary[] {
  const libraries: ImportedLibrary[] = [];
  const known: { [library: string]: ImportedLibrary } = {};
  for (let index = 0; index < natives.length; index += 1) {
    const { library, names } = natives[index] as NativeLibrary;
    const wanted = libraryName(library);
    if (!owns.call(known, wanted)) {
      known[wanted] = { library: wanted, isDelayed: true, names: [], ordinals: [] };
      libraries.push(known[wanted] as ImportedLibrary);
    }
    const into = (known[wanted] as ImportedLibrary).names;
    for (let place = 0; place < names.length; place += 1) into.push(names[place] as string);
  }
  return libraries;
}

/** The types that tell something, and all functions of Winsock. */
const MATTERS: WhatMatters = {
  type: isNetworkType,
  library: (written) => isSocketLibrary(libraryName(written)),
};

export function readManaged(reader: ByteReader, headers: PeHeaders, mostCode: number): ManagedFacts {
  const { members, natives, isWhole } = readAssembly(reader, headers, MATTERS);
  const functions: SocketFunction[] = [];
  const known: { [name: string]: true } = {};
  let level: ProtectionLevelCall | null = null;
  for (let index = 0; index < members.length; index += 1) {
    const { type, member } = members[index] as MemberReference;
    const kind = managedMemberKind(type, member);
    const name = `${type}.${member}`;
    if (kind === 'level') level = { member: name };
    else if (kind !== null && !owns.call(known, name)) {
      known[name] = true;
      functions.push({ name: name, library: '.NET', kind: kind, isDelayed: false, ordinal: null });
    }
  }
  return {
    functions: functions,
    natives: byLibrary(natives),
    protectionLevel: level === null ? findProtectionLevelCall(reader, headers, mostCode) : level,
    isWhole: isWhole,
  };
}
