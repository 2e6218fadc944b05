import { textAt } from '../text/text-at';

/** Of which system a named program's path is. */
export type ProgramSystem = 'windows' | 'linux';

/** Folders of a machine by the names of the variables that a path may begin with, in lower case. */
export interface ProgramFolders {
  [variable: string]: string | undefined;
}

/**
 * Variables that a path may begin with: folders of the machine, the same for everybody on it. A service has no folders of a
 * user, and what else stands in its environment is nobody's business.
 */
export const PROGRAM_VARIABLES = [
  'ProgramFiles',
  'ProgramFiles(x86)',
  'ProgramW6432',
  'CommonProgramFiles',
  'CommonProgramFiles(x86)',
  'CommonProgramW6432',
  'ProgramData',
  'SystemRoot',
  'windir',
  'SystemDrive',
];

export const LONGEST_PROGRAM_PATH = 240;
/** So many names travel to a machine at most. */
export const MOST_PROGRAMS = 50;

const ENDING = /\.(?:exe|dll|scr|ocx)$/i;
/** What Windows takes for a device whatever stands before and behind it; it drops spaces before a point. */
const DEVICE =
  /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9\xb9\xb2\xb3]|lpt[0-9\xb9\xb2\xb3]) *(?:\.|$)/i;
/** Controls, and what no name of a file of Windows has: a colon among them opens a second stream of a file. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: no name of a file has one.
const NOT_IN_NAMES = /[\u0000-\u001f\u007f-\u009f<>:"|?*/\\]/;
/** Signs that turn the direction of a text or are not seen. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no path that somebody typed has one.
const CONTROL_OR_WILDCARD = /[\u0000-\u001f\u007f-\u009f*?]/;
const OF_KERNEL = /^\/(?:proc|sys|dev|run)\//;
/** Where to look is enough to mount another machine, or to ask it. */
const OF_OTHERS = /^\/(?:net|afs)\//;

function nameFault(name: string): string | null {
  if (name === '') return 'It has two separators side by side.';
  if (name === '.' || name === '..') return 'It may not lead up or stay: write the path without . and ..';
  return null;
}

function windowsNameFault(name: string): string | null {
  if (NOT_IN_NAMES.test(name))
    return 'It has a character that no name of a file of Windows has, or a wildcard.';
  if (/[. ]$/.test(name)) return 'A name in it ends with a point or a space, which Windows drops.';
  return DEVICE.test(name) ? 'A name in it is one of a device of Windows.' : nameFault(name);
}

function linuxNameFault(name: string): string | null {
  return CONTROL_OR_WILDCARD.test(name) ? 'It has a control character or a wildcard.' : nameFault(name);
}

function faultIn(names: string[], faultOf: (name: string) => string | null): string | null {
  for (let index = 0; index < names.length; index += 1) {
    const fault = faultOf(textAt(names, index));
    if (fault !== null) return fault;
  }
  return null;
}

/** The system that a path is of by how it begins; null: neither. */
export function systemOfProgram(path: string): ProgramSystem | null {
  if (path.charAt(0) === '/' && path.charAt(1) !== '/') return 'linux';
  return /^(?:[a-z]:|%[^%\\]{1,40}%)\\/i.test(path) ? 'windows' : null;
}

function isKnownVariable(name: string): boolean {
  for (let index = 0; index < PROGRAM_VARIABLES.length; index += 1)
    if (textAt(PROGRAM_VARIABLES, index).toLowerCase() === name.toLowerCase()) return true;
  return false;
}

function windowsFault(path: string): string | null {
  const names = path.split('\\');
  const variable = /^%(.*)%$/.exec(textAt(names, 0));
  if (variable !== null && !isKnownVariable(textAt(variable, 1)))
    return `Of variables it may begin with ${PROGRAM_VARIABLES.join(', ')} alone.`;
  return faultIn(names.slice(1), windowsNameFault);
}

function linuxFault(path: string): string | null {
  if (OF_KERNEL.test(path)) return 'What lies below /proc, /sys, /dev and /run is no program.';
  if (OF_OTHERS.test(path)) return 'What lies below /net and /afs is of other machines.';
  return faultIn(path.slice(1).split('/'), linuxNameFault);
}

/**
 * Why a path names no program that an agent would look at; null: nothing is wrong with it. It names one file: absolute, on a
 * drive of the machine or below one of its folders, without wildcards, devices, streams, or a share of another machine. Servers
 * ask it of who names a program, agents of the server.
 */
export function programPathFault(path: string): string | null {
  if (path.length > LONGEST_PROGRAM_PATH) return `It is longer than ${LONGEST_PROGRAM_PATH} characters.`;
  if (UNSEEN.test(path)) return 'It has a character that cannot be seen: type it anew instead of pasting it.';
  const system = systemOfProgram(path);
  if (system === null)
    return 'It must be absolute, as C:\\Games\\server.exe, %ProgramFiles%\\Chat\\chat.exe or /opt/chat/chat.exe. Shares of other machines are not looked at.';
  const fault = system === 'windows' ? windowsFault(path) : linuxFault(path);
  if (fault !== null) return fault;
  return ENDING.test(path) ? null : 'It must end in .exe, .dll, .scr or .ocx.';
}

/** A path of Windows with its first variable filled in; null: the machine has no such folder. */
export function expandProgramPath(path: string, folders: ProgramFolders): string | null {
  const match = /^%([^%]{1,40})%(.*)$/.exec(path);
  if (match === null) return path;
  const folder = folders[textAt(match, 1).toLowerCase()];
  return folder === undefined || folder === '' ? null : folder.replace(/\\+$/, '') + textAt(match, 2);
}

/** The last name of a path, for people. */
export function programName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}
