import type { ExecutableFacts } from '../executable/inspect-executable';
import type { ProgramException } from './program-exception';

/**
 * What came of looking at a named program. `missing`: there is no such file, or no such folder on this machine; `not-a-file`: a
 * folder, a device, a pipe; `link`: a name on the way leads somewhere else, which is not followed; `unreadable`: the system does
 * not let the agent read it; `too-slow`: it took longer than a file may; `refused`: the agent does not look at such a path;
 * `not-supported`: this agent can't read files byte by byte on this machine.
 */
export type ProgramOutcome =
  | 'inspected'
  | 'missing'
  | 'not-a-file'
  | 'link'
  | 'unreadable'
  | 'too-slow'
  | 'refused'
  | 'not-supported';

/** What tells that a file is another one than before, without reading it. */
export interface FileMark {
  /** In bytes. */
  size: number;
  /** Milliseconds since 1970, as the file system has it. */
  modifiedAt: number;
}

/** What an agent tells of one named program. */
export interface ProgramReport {
  outcome: ProgramOutcome;
  /** Null: there was no file to look at. */
  file: FileMark | null;
  exception: ProgramException;
  /** Null unless `inspected`. */
  facts: ExecutableFacts | null;
}
