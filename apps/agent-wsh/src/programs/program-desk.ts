import {
  dueProgram,
  lookAtAll,
  markOf,
  mayLookAt,
  type NamedProgram,
  nameProgramsAnew,
  type ProgramLook,
  programLookedAt,
  startProgramWatch,
} from '@teredo-fleet/agent-core';
import {
  expandProgramPath,
  type FileMark,
  PROGRAM_VARIABLES,
  type ProgramException,
  type ProgramFolders,
  type ProgramRules,
  programExceptionOf,
} from '@teredo-fleet/teredo';
import type { ScriptClock } from '../host/clock';
import type { Outbox } from '../outbox';

/** Between two files, so that the server hears of the machine meanwhile, and from being told to the first look. */
const REST_MS = 10_000;
/** What the firewall says is asked for once for all that is looked at in this time. */
const RULES_LAST_MS = 600_000;
/** Who wants to know now is not obeyed more often. */
const ASKED_EVERY_MS = 60_000;

/** Looks at the programs that an admin named, and tells what is otherwise than it was told. */
export interface ProgramDesk {
  /** A session begins: what an earlier one named does not hold. */
  connected(): void;
  named(programs: readonly NamedProgram[]): void;
  lookNow(): void;
  /** Looks at one, where one is due. */
  work(): void;
}

interface DeskParts {
  clock: ScriptClock;
  outbox: Outbox;
  /** Null: they can't be read. May throw. */
  rules(): ProgramRules;
  environment(name: string): string | null;
  read(
    path: string,
    known: FileMark | null,
    about: { exception: ProgramException; now: () => number },
  ): ProgramLook;
}

function foldersBy(environment: DeskParts['environment']): ProgramFolders {
  const folders: ProgramFolders = {};
  for (const name of PROGRAM_VARIABLES) folders[name.toLowerCase()] = environment(name) ?? undefined;
  return folders;
}

export function createProgramDesk({ clock, outbox, rules, environment, read }: DeskParts): ProgramDesk {
  const now = clock.localNow;
  let watch = startProgramWatch('windows', now());
  let folders: ProgramFolders | null = null;
  let known: { at: number; rules: ProgramRules } | null = null;
  let restsFrom = now();
  let askedAt: number | null = null;

  function rulesNow(): ProgramRules {
    if (known === null || Math.abs(now() - known.at) > RULES_LAST_MS) {
      let found: ProgramRules = null;
      try {
        found = rules();
      } catch (_error) {
        // A program of Windows that hangs still: what the firewall says is not known.
      }
      known = { at: now(), rules: found };
    }
    return known.rules;
  }

  function look(path: string, mark: FileMark | null): ProgramLook {
    if (!mayLookAt(watch, path)) return { outcome: 'refused', file: null, exception: 'unknown', facts: null };
    folders = folders ?? foldersBy(environment);
    const place = expandProgramPath(path, folders);
    if (place === null) return { outcome: 'missing', file: null, exception: 'none', facts: null };
    return read(place, mark, { exception: programExceptionOf(rulesNow(), place, folders), now });
  }

  return {
    connected() {
      watch = nameProgramsAnew(watch, []);
    },
    named(programs) {
      watch = nameProgramsAnew(watch, programs);
      restsFrom = now();
    },
    lookNow() {
      if (askedAt !== null && Math.abs(now() - askedAt) < ASKED_EVERY_MS) return;
      askedAt = now();
      known = null;
      watch = lookAtAll(watch, now());
    },
    work() {
      const due = Math.abs(now() - restsFrom) < REST_MS ? null : dueProgram(watch, now());
      if (due === null) return;
      const taken = programLookedAt(watch, due, { look: look(due.path, markOf(due)), now: now() });
      watch = taken.watch;
      restsFrom = now();
      if (taken.report !== null)
        outbox.add({ type: 'program-report', programId: due.id, at: clock.now(), ...taken.report });
    },
  };
}
