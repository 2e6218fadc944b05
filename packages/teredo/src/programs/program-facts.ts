import type { ExecutableFacts } from '../executable/inspect-executable';
import { DOES_BOTH } from '../executable/judge-readiness';
import {
  isSocketLibrary,
  type SocketFunction,
  type SocketFunctionKind,
} from '../executable/winsock-functions';

/** So many functions of a program are told at most, those that decide first. */
export const MOST_FUNCTIONS_TOLD = 60;
const LONGEST_NAME = 160;

/** In the order in which they decide; one of the last kind tells as much as a hundred. */
const KINDS: SocketFunctionKind[] = ['ipv4-only', 'dual-stack', 'either', 'socket', 'through', 'other'];

const shortened = (name: string): string => name.slice(0, LONGEST_NAME);

function ofKind(functions: readonly SocketFunction[], kind: SocketFunctionKind): SocketFunction[] {
  const found: SocketFunction[] = [];
  for (let index = 0; index < functions.length; index += 1) {
    const one = functions[index] as SocketFunction;
    if (one.kind === kind) found.push({ ...one, name: shortened(one.name), library: shortened(one.library) });
  }
  return found;
}

/** Some of every kind: of none of them all are left out. */
function functionsToTell(functions: readonly SocketFunction[]): SocketFunction[] {
  const share = MOST_FUNCTIONS_TOLD / KINDS.length;
  let told: SocketFunction[] = [];
  for (let index = 0; index < KINDS.length; index += 1)
    told = told.concat(ofKind(functions, KINDS[index] as SocketFunctionKind).slice(0, share));
  return told;
}

function matters(library: string): boolean {
  return DOES_BOTH.indexOf(library) !== -1 || isSocketLibrary(library);
}

function librariesToTell(libraries: readonly string[]): string[] {
  const told: string[] = [];
  for (let index = 0; index < libraries.length; index += 1) {
    const library = libraries[index] as string;
    if (matters(library) && told.indexOf(library) === -1) told.push(library);
  }
  return told;
}

/**
 * What of a program's facts travels to a server: what it is judged by, and no more. Names of libraries that have nothing to do
 * with networks stay where they are; the verdict is the same.
 */
export function programFactsOf(facts: ExecutableFacts): ExecutableFacts {
  const { protectionLevel: level } = facts;
  return {
    ...facts,
    libraries: librariesToTell(facts.libraries),
    socketFunctions: functionsToTell(facts.socketFunctions),
    protectionLevel: level !== null && 'member' in level ? { member: shortened(level.member) } : level,
  };
}
