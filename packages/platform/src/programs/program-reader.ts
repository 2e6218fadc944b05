import {
  expandProgramPath,
  type FileMark,
  type ProgramException,
  type ProgramFolders,
  type ProgramSystem,
} from '@teredo-fleet/teredo';
import { runOwnProgram } from '../spawn-own';
import type { ProgramRead } from './read-program';

/** What an agent looks at named programs by. Nothing of a program is run, and nothing changed. */
export interface ProgramReader {
  readonly system: ProgramSystem;
  /** What lies there. Never rejects because of what does. */
  read(path: string, known: FileMark | null): Promise<ProgramRead>;
  /** What the firewall says of programs at paths, asked once for all that are looked at now. Never rejects. */
  exceptions(): Promise<(path: string) => ProgramException>;
  /** Ends what is under way. */
  close(): void;
}

/** A file may take so long, a slow disk included. */
export const LONGEST_READ_MS = 20_000;
/** A process that hangs in the system ends only when that lets it. */
const LONGEST_END_MS = 5_000;

const tooSlow: ProgramRead = { outcome: 'too-slow', file: null, facts: null };
const unreadable: ProgramRead = { outcome: 'unreadable', file: null, facts: null };

/** The line by which such a process tells what it read. */
export const toldLine = (read: ProgramRead): string => `program: ${JSON.stringify(read)}`;

function readTold(output: string): ProgramRead {
  const line = output.split(/\r?\n/).find((one) => one.startsWith('program: {'));
  if (line === undefined) return unreadable;
  try {
    return JSON.parse(line.slice('program: '.length)) as ProgramRead;
  } catch {
    // It was ended while it told.
    return unreadable;
  }
}

export interface ProgramReaderParts {
  system: ProgramSystem;
  folders: ProgramFolders;
  /** The command line of a process that reads a program and prints `toldLine` of it. */
  argvOf(path: string, known: FileMark | null): readonly string[];
  /** Of paths whose variables are filled in. */
  exceptions: ProgramReader['exceptions'];
  longestReadMs: number;
}

/**
 * Reads programs in processes of their own, one at a time: whatever a file, its disk or the reader does, the agent goes on.
 * While one can't even be ended no other is begun.
 */
export function createProgramReader(parts: ProgramReaderParts): ProgramReader {
  const { system, folders, argvOf, exceptions, longestReadMs } = parts;
  const closing = new AbortController();
  let isStuck = false;

  async function run(path: string, known: FileMark | null): Promise<ProgramRead> {
    const [program = '', ...args] = argvOf(path, known);
    isStuck = true;
    const end = await runOwnProgram(program, args, { timeoutMs: longestReadMs, signal: closing.signal });
    isStuck = false;
    return end.timedOut ? tooSlow : readTold(end.output);
  }

  function giveUp(): Promise<ProgramRead> {
    return new Promise((resolve) => {
      setTimeout(() => resolve(tooSlow), longestReadMs + LONGEST_END_MS).unref();
    });
  }

  return {
    system,
    async exceptions() {
      const exceptionOf = await exceptions();
      return (path) => {
        const place = expandProgramPath(path, folders);
        return place === null ? 'none' : exceptionOf(place);
      };
    },
    async read(path, known) {
      const place = expandProgramPath(path, folders);
      if (place === null) return { outcome: 'missing', file: null, facts: null };
      if (isStuck) return tooSlow;
      return Promise.race([run(place, known), giveUp()]);
    },
    close: () => closing.abort(),
  };
}
