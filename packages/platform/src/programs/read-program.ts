import { closeSync, readSync } from 'node:fs';
import {
  type ExecutableFacts,
  type FileMark,
  inspectExecutable,
  type ProgramOutcome,
  programFactsOf,
} from '@teredo-fleet/teredo';
import { openProgram } from './open-program';

/** What lies at a path; `unchanged`: a file of the size and time that is known. */
export interface ProgramRead {
  outcome: ProgramOutcome | 'unchanged';
  file: FileMark | null;
  facts: ExecutableFacts | null;
}

const isKnown = (one: FileMark, known: FileMark | null): boolean =>
  one.size === known?.size && one.modifiedAt === known.modifiedAt;

/** Of a file that ends before it said so there is nothing more. */
function reader(file: number) {
  return (offset: number, length: number) => {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
  };
}

/** Reads a program as it lies there, page by page and without running it. Takes as long as the disk does; never throws. */
export function readProgram(path: string, known: FileMark | null): ProgramRead {
  const opened = openProgram(path);
  if (typeof opened === 'string') return { outcome: opened, file: null, facts: null };
  const { file, mark } = opened;
  try {
    if (isKnown(mark, known)) return { outcome: 'unchanged', file: mark, facts: null };
    const facts = programFactsOf(inspectExecutable({ size: mark.size, read: reader(file) }));
    return { outcome: 'inspected', file: mark, facts };
  } catch {
    return { outcome: 'unreadable', file: mark, facts: null };
  } finally {
    closeSync(file);
  }
}
