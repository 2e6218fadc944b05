import {
  type FileMark,
  MOST_PROGRAMS,
  type ProgramException,
  type ProgramReport,
  type ProgramSystem,
  programPathFault,
  systemOfProgram,
} from '@teredo-fleet/teredo';

/** A program that the server named. */
export interface NamedProgram {
  id: string;
  path: string;
}

/** What an agent knows of a named program. Times are milliseconds of one clock; where that is set, it looks early. */
export interface WatchedProgram extends NamedProgram {
  /** Null: it has to be looked at as soon as may be. */
  lookedAt: number | null;
  /** What was told last; null: nothing. */
  told: ProgramReport | null;
  toldAt: number;
}

/** The programs that an agent looks at, and how much that is new it may look at still. */
export interface ProgramWatch {
  /** By which system's paths it goes. */
  system: ProgramSystem;
  wanted: WatchedProgram[];
  /** Those that are not wanted now, which cost nothing when they are again. */
  before: WatchedProgram[];
  /** Paths that may be looked at for the first time now; a part of one is on its way. */
  room: number;
  roomAt: number;
}

/** What a look found: that the file is as it was told, or what it is. */
export type ProgramLook = { outcome: 'unchanged'; exception: ProgramException } | ProgramReport;

/** A file is looked at again after so long, by its size and time; it is read again only when one of them is another. */
export const LOOK_AGAIN_MS = 6 * 3_600_000;
const TELL_AGAIN_MS = 24 * 3_600_000;
/** However a server asks, it learns of so many paths whether they are there, and so many more an hour. */
export const MOST_NEW_PATHS = 100;
export const NEW_PATHS_AN_HOUR = 4;
const HOUR_MS = 3_600_000;

export function startProgramWatch(system: ProgramSystem, now: number): ProgramWatch {
  return { system: system, wanted: [], before: [], room: MOST_NEW_PATHS, roomAt: now };
}

function isSame(one: NamedProgram, other: NamedProgram): boolean {
  return one.id === other.id && one.path === other.path;
}

function find(all: readonly WatchedProgram[], program: NamedProgram): WatchedProgram | null {
  for (let index = 0; index < all.length; index += 1) {
    const one = all[index] as WatchedProgram;
    if (isSame(one, program)) return one;
  }
  return null;
}

/** The whole list of a session takes the place of what was wanted before. */
export function nameProgramsAnew(watch: ProgramWatch, programs: readonly NamedProgram[]): ProgramWatch {
  const known = watch.wanted.concat(watch.before);
  const wanted: WatchedProgram[] = [];
  for (let index = 0; index < programs.length && wanted.length < MOST_PROGRAMS; index += 1) {
    const { id, path } = programs[index] as NamedProgram;
    const program = { id: id, path: path };
    if (find(wanted, program) !== null) continue;
    const fresh = { id: id, path: path, lookedAt: null, told: null, toldAt: 0 };
    wanted.push(find(known, program) || fresh);
  }
  const before: WatchedProgram[] = [];
  for (let index = 0; index < known.length && before.length < MOST_NEW_PATHS; index += 1) {
    const one = known[index] as WatchedProgram;
    if (one.lookedAt !== null && find(wanted, one) === null) before.push(one);
  }
  return { ...watch, wanted: wanted, before: before };
}

/** Somebody wants to know now how it is. */
export function lookAtAll(watch: ProgramWatch, now: number): ProgramWatch {
  const due = now - LOOK_AGAIN_MS;
  return {
    ...watch,
    wanted: watch.wanted.map((one) =>
      one.lookedAt === null ? one : { ...one, lookedAt: Math.min(one.lookedAt, due) },
    ),
  };
}

/** Whether an agent looks at a path at all, whoever names it. */
export function mayLookAt(watch: ProgramWatch, path: string): boolean {
  return programPathFault(path) === null && systemOfProgram(path) === watch.system;
}

function roomAt({ room, roomAt: before }: ProgramWatch, now: number): number {
  return Math.min(MOST_NEW_PATHS, room + (Math.max(0, now - before) * NEW_PATHS_AN_HOUR) / HOUR_MS);
}

/** A path that was looked at under another id is nothing new. */
function isKnownPath({ wanted, before }: ProgramWatch, path: string): boolean {
  const all = wanted.concat(before);
  for (let index = 0; index < all.length; index += 1) {
    const one = all[index] as WatchedProgram;
    if (one.path === path && one.lookedAt !== null) return true;
  }
  return false;
}

/** The next program to be looked at; null: none is due, or there is no room for what is new. */
export function dueProgram(watch: ProgramWatch, now: number): WatchedProgram | null {
  for (let index = 0; index < watch.wanted.length; index += 1) {
    const one = watch.wanted[index] as WatchedProgram;
    if (one.lookedAt !== null && Math.abs(now - one.lookedAt) >= LOOK_AGAIN_MS) return one;
    if (one.lookedAt === null && (roomAt(watch, now) >= 1 || isKnownPath(watch, one.path))) return one;
  }
  return null;
}

/** How it was when it was told; null: it was not there, or nothing was told. A file that could not be read is tried again. */
export function markOf({ told }: WatchedProgram): FileMark | null {
  return told === null || told.outcome !== 'inspected' ? null : told.file;
}

function reportOf({ told }: WatchedProgram, look: ProgramLook): ProgramReport | null {
  if (look.outcome !== 'unchanged') return look;
  return told === null ? null : { ...told, exception: look.exception };
}

/** Takes in what a look at a program found; `report`: what is to be told of it, null: nothing that is not known. */
export function programLookedAt(
  watch: ProgramWatch,
  program: WatchedProgram,
  { look, now }: { look: ProgramLook; now: number },
): { watch: ProgramWatch; report: ProgramReport | null } {
  const isNew = !isKnownPath(watch, program.path);
  const found = reportOf(program, look);
  const isNews =
    found !== null &&
    (Math.abs(now - program.toldAt) >= TELL_AGAIN_MS ||
      program.told === null ||
      JSON.stringify(found) !== JSON.stringify(program.told));
  const after = { ...program, lookedAt: now, told: found, toldAt: isNews ? now : program.toldAt };
  return {
    watch: {
      ...watch,
      wanted: watch.wanted.map((one) => (isSame(one, program) ? after : one)),
      room: roomAt(watch, now) - (isNew ? 1 : 0),
      roomAt: now,
    },
    report: isNews ? found : null,
  };
}
