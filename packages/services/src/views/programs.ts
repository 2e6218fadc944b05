import type {
  FileMark,
  LevelConfidence,
  ProgramException,
  ProgramVerdict,
  Readiness,
} from '@teredo-fleet/teredo';

/** What is said of a program on a machine; `not-told`: its agent has told nothing of it yet, or is too old to. */
export type ShownProgramVerdict = ProgramVerdict | 'not-told';

/** A program that an admin named. */
export interface ProgramRow {
  id: string;
  path: string;
  /** The last name of its path. */
  name: string;
  system: 'windows' | 'linux';
  /** Null: machines of every scope. */
  scope: { id: string; name: string } | null;
  /** Null: whatever labels they have. */
  label: string | null;
  note: string | null;
  addedBy: string;
  addedAt: string;
  /** Active machines of one's scopes that it is looked at on, by what is said of it. */
  counts: Record<ShownProgramVerdict, number>;
}

export interface ProgramList {
  rows: ProgramRow[];
  /** So many may be named in all. */
  most: number;
}

/** A function by which a program is judged. */
export interface ProgramFunction {
  name: string;
  library: string;
  kind: 'ipv4-only' | 'dual-stack' | 'either' | 'socket' | 'through' | 'other';
  isDelayed: boolean;
  /** Null: imported by its name. */
  ordinal: number | null;
}

/** A program on a machine, judged by the newest that the machine told of it. */
export interface ProgramState {
  verdict: ShownProgramVerdict;
  /** Why, as a whole, and what to do. */
  text: string;
  /** Null: there was nothing to judge. */
  sockets: { verdict: Readiness; text: string; functions: ProgramFunction[] } | null;
  protectionLevel: { verdict: Readiness; text: string; confidence: LevelConfidence; names: string[] } | null;
  /** A null verdict: this system has no exceptions of programs. */
  exception: { verdict: Readiness | null; text: string; kind: ProgramException } | null;
  file: (FileMark & { machine: string | null; isManaged: boolean }) | null;
  /** Since when it is so, and when it was last told. */
  since: string | null;
  reportedAt: string | null;
}

/** A machine that a program is looked at on. */
export interface ProgramMachineRow extends ProgramState {
  machine: { id: string; hostname: string; scope: { id: string; name: string }; labels: string[] };
}

export interface ProgramMachines {
  rows: ProgramMachineRow[];
  nextCursor: string | null;
}

/** A program on the page of one machine. */
export interface MachineProgramRow extends ProgramState {
  program: { id: string; path: string; name: string };
}
